#include "bench/worker.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>

#include <chrono>

#include "arch/arch.hpp"
#include "bench/affinity.hpp"
#include "bench/failure.hpp"
#include "bench/report_of_worker.hpp"
#include "bench/selection.hpp"
#include "calls/bound.hpp"
#include "timing/session.hpp"

namespace vdsobench::bench {

namespace {

std::vector<calls::BoundCall> bind_all(const std::vector<std::string>& names,
                                       const calls::Surroundings& surroundings) {
  std::vector<calls::BoundCall> bound;
  for (const auto* call : find_calls(names)) {
    const auto target = calls::bind(*call, surroundings);
    if (!target) throw MeasurementError(fmt::format("{}: {}", call->name(), target.reason()));
    bound.push_back(target.value());
  }
  return bound;
}

}  // namespace

int worker(const WorkerOptions& options) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // never outlives the run it belongs to
  arch::permit_ticks();              // the survey has noted it where they were not
  pin(options.cpu);
  const auto surroundings = calls::own_surroundings();
  const auto bound = bind_all(options.calls, surroundings);
  const auto arguments = calls::own_arguments(surroundings);
  const timing::Plan plan = {.duration = std::chrono::duration<double>(options.seconds),
                             .seed = options.seed};
  const auto session = timing::measure(bound, arguments, plan);
  WorkerReport report = {.counter_hz = session.ticks_per_ns * 1e9, .figures = {}};
  for (const auto& samples : session.samples)
    report.figures.push_back(timing::figures(samples, session.ticks_per_ns));
  fmt::print("{}\n", nlohmann::json(report).dump());
  return as_expected;
}

}  // namespace vdsobench::bench
