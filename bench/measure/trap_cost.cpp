#include "bench/measure/trap_cost.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "bench/cli/selection.hpp"
#include "bench/measure/judgement.hpp"
#include "bench/measure/summary.hpp"
#include "calls/probe.hpp"
#include "timing/session.hpp"

namespace vdsobench::bench {

namespace {

constexpr const char* trap = "getppid/insn";
constexpr const char* wrapped = "getppid/syscall";

const Row* find_row(const Measurement& measurement, std::string_view name) {
  const auto row = std::ranges::find(measurement.rows, name, &Row::name);
  return row == measurement.rows.end() ? nullptr : &*row;
}

// Beside a neighbour both cost more, by shares of their own.
double wrapper_cycles(const Measurement& measurement, const Row& bare) {
  const auto* row = find_row(measurement, wrapped);
  if (row == nullptr || !is_quiet(*row) || !is_quiet(bare)) return 0;
  return summarize(*row)->value - summarize(bare)->value;
}

}  // namespace

std::optional<verdict::TrapCost> trap_cost(const Measurement& measurement) {
  const auto* row = find_row(measurement, trap);
  if (row == nullptr || measurement.exact) return {};
  const auto summary = summarize(*row);
  if (!summary) return {};
  const double ns = measurement.ns_per_unit();
  return verdict::TrapCost{summary->value, summary->value * ns,
                           wrapper_cycles(measurement, *row) * ns};
}

std::optional<verdict::TrapCost> trap_cost_now() {
  const calls::BoundCall call = {find_calls({trap}).front(), {}};
  const calls::Arguments arguments;
  if (calls::probe(call, arguments).ending != calls::Probe::Ending::answered) return {};
  const std::array loops = {call.bound_loop()};
  const auto session = timing::measure(loops, arguments, {.duration = {}});
  const double cycles = session.figures().front().headline;
  return verdict::TrapCost{cycles, cycles * 1e9 / session.core_hz, 0};
}

}  // namespace vdsobench::bench
