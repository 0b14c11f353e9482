#include "bench/measure/trap_cost.hpp"

#include <algorithm>
#include <array>

#include "bench/cli/selection.hpp"
#include "bench/measure/summary.hpp"
#include "calls/probe.hpp"
#include "timing/session.hpp"

namespace vdsobench::bench {

namespace {

constexpr const char* trap = "getppid/insn";

}  // namespace

std::optional<verdict::TrapCost> trap_cost(const Measurement& measurement) {
  const auto row = std::ranges::find(measurement.rows, trap, &Row::name);
  if (row == measurement.rows.end() || measurement.exact) return {};
  const auto summary = summarize(*row);
  if (!summary) return {};
  return verdict::TrapCost{summary->value, summary->value * measurement.ns_per_unit()};
}

std::optional<verdict::TrapCost> trap_cost_now() {
  const calls::BoundCall call = {find_calls({trap}).front(), {}};
  const calls::Arguments arguments;
  if (calls::probe(call, arguments).ending != calls::Probe::Ending::answered) return {};
  const std::array loops = {call.bound_loop()};
  const auto session = timing::measure(loops, arguments, {.duration = {}});
  const double cycles = session.figures().front().headline;
  return verdict::TrapCost{cycles, cycles * 1e9 / session.core_hz};
}

}  // namespace vdsobench::bench
