#include "bench/worker.hpp"

#include <fmt/format.h>

#include <chrono>

#include "bench/affinity.hpp"
#include "bench/child.hpp"
#include "bench/failure.hpp"
#include "bench/report_of_worker.hpp"
#include "bench/selection.hpp"
#include "calls/bound.hpp"
#include "calls/known.hpp"
#include "timing/session.hpp"

namespace vdsobench::bench {

namespace {

std::vector<calls::BoundLoop> bind_all(const std::vector<std::string>& names,
                                       const calls::Surroundings& surroundings) {
  std::vector<calls::BoundLoop> loops;
  for (const auto* call : find_calls(names)) {
    const auto bound = calls::bind(*call, surroundings);
    if (!bound) throw MeasurementError(fmt::format("{}: {}", call->name(), bound.reason()));
    loops.push_back(bound.value().bound_loop());
  }
  return loops;
}

WorkerReport measure_in_cycles(std::span<const calls::BoundLoop> loops,
                               const calls::Arguments& arguments, const WorkerOptions& options) {
  const auto session = timing::measure(
      loops, arguments,
      {.duration = std::chrono::duration<double>(options.seconds), .seed = options.seed});
  WorkerReport report = {session.counter_hz, session.core_hz, {}};
  for (const auto& samples : session.samples) report.figures.push_back(timing::figures(samples));
  return report;
}

// Whether a tick really is an instruction here: measured on what is known.
void prove_exactness(const calls::Known& known, const timing::Samples& samples) {
  const auto figures = timing::exact_figures(samples);
  if (figures && figures.value().headline == known.instructions) return;
  throw MeasurementError(fmt::format(
      "'{}' is {} instructions, but {}: --exact is for QEMU with -icount shift=0", known.name,
      known.instructions,
      figures ? fmt::format("was measured as {}", figures.value().headline) : figures.reason()));
}

WorkerReport measure_in_instructions(std::vector<calls::BoundLoop> loops,
                                     const calls::Arguments& arguments) {
  const auto known = calls::known_sequences();
  for (const auto& sequence : known) loops.push_back({sequence.loop, {}});
  const auto session = timing::measure_exactly(loops, arguments);
  const auto first_known = session.samples.size() - known.size();
  for (std::size_t i = 0; i < known.size(); ++i)
    prove_exactness(known[i], session.samples[first_known + i]);
  WorkerReport report = {session.counter_hz, 0, {}};
  for (std::size_t i = 0; i < first_known; ++i)
    report.figures.push_back(timing::exact_figures(session.samples[i]));
  return report;
}

}  // namespace

int worker(const WorkerOptions& options) {
  stay_with_parent();
  pin(options.cpu);
  const auto surroundings = calls::own_surroundings();
  const auto loops = bind_all(options.calls, surroundings);
  const auto arguments = calls::own_arguments(surroundings);
  const auto report = options.exact ? measure_in_instructions(loops, arguments)
                                    : measure_in_cycles(loops, arguments, options);
  fmt::print("{}\n", nlohmann::json(report).dump());
  return as_expected;
}

}  // namespace vdsobench::bench
