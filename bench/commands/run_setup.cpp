#include "bench/commands/run_setup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "arch/arch.hpp"
#include "bench/exit_status.hpp"
#include "bench/output/context.hpp"
#include "host/advice.hpp"
#include "timing/tick_source.hpp"

namespace vdsobench::bench {

namespace {

struct Effort {
  int processes;
  double seconds;     // of all rounds of all processes
  double wait_quiet;  // seconds of the whole, at most, where calls lack quiet visits
};
constexpr Effort usual_effort = {15, 8.5, 30};
constexpr Effort quick_effort = {7, 1.3, 5};
constexpr Effort exact_effort = {1, 0, 0};

// Those of as many threads as there are at most. Threads that share one would measure the
// scheduler.
std::vector<int> cpus_of_threads(const RunOptions& options, const CpuChoice& place) {
  const int most = options.threads.empty() ? 0 : options.threads.back();
  if (most > 0 && !place.fixed)
    throw MeasurementError("--threads: this process may not choose the CPUs of its threads");
  if (most <= std::ssize(place.cpus)) return {place.cpus.begin(), place.cpus.begin() + most};
  throw UsageError(
      fmt::format("--threads {}: every thread needs a CPU of its own, and only {} can be used here "
                  "(see taskset -p $$)",
                  most, place.cpus.size()));
}

bool is_debug_build() {
#ifdef NDEBUG
  return false;
#else
  return true;
#endif
}

// Who says in how many processes means just those. On threads calls are not visited.
double quiet_seconds(const RunOptions& options, const Effort& effort) {
  if (options.exact || !options.threads.empty()) return 0;
  return options.wait_quiet.value_or(options.processes ? 0 : effort.wait_quiet);
}

MeasurementPlan plan_for(const RunOptions& options, const CpuChoice& place, std::size_t calls) {
  const Effort effort = options.exact ? exact_effort : options.quick ? quick_effort : usual_effort;
  const int processes = options.processes.value_or(effort.processes);
  const auto numbers = static_cast<double>(std::max<std::size_t>(options.threads.size(), 1));
  const double seconds =
      options.min_time ? *options.min_time * static_cast<double>(calls) : effort.seconds / numbers;
  MeasurementPlan plan = {.worker = {.cpu = place.fixed ? std::optional(place.cpu) : std::nullopt,
                                     .seconds = seconds / processes,
                                     .exact = options.exact,
                                     .latency = options.latency,
                                     .cpus = cpus_of_threads(options, place)},
                          .processes = processes,
                          .precision = {},
                          .max_seconds = options.max_time,
                          .quiet_seconds = quiet_seconds(options, effort),
                          .threads = options.threads};
  if (options.precision) plan.precision = *options.precision / 100;
  return plan;
}

// A call alone is too short for a clock that is a system call itself, and an instruction for any.
void refuse_what_needs_the_counter(const RunOptions& options) {
  if (!options.exact && !options.latency) return;
  if (timing::tick_source() == timing::TickSource::counter) return;
  throw MeasurementError(
      fmt::format("{} needs the tick counter, which this process may not read: run without "
                  "PR_SET_TSC, prctl(2)",
                  options.exact ? "--exact" : "--latency"));
}

}  // namespace

RunSetup prepare(const RunOptions& options, std::size_t calls) {
  refuse_what_needs_the_counter(options);
  auto process_facts = calls::own_process_facts();
  auto place = choose_cpu(options.cpu);
  auto plan = plan_for(options, place, calls);
  pin(place);
  auto context = machine_context(process_facts, place.cpu);
  auto notes = host::advice(
      Root{}, {place.cpu, place.load, is_debug_build(), options.exact, arch::ticks_are_steady(),
               timing::tick_source() == timing::TickSource::counter});
  if (!place.fixed)
    notes.push_back(
        "this process may not choose its CPU (sched_setaffinity is refused, or not heeded): a "
        "figure may be of several");
  return {std::move(process_facts), std::move(place), std::move(plan), std::move(context),
          std::move(notes)};
}

}  // namespace vdsobench::bench
