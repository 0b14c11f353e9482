#include "bench/processes/internal_commands.hpp"

#include <fmt/format.h>
#include <sched.h>
#include <sys/resource.h>

#include <chrono>
#include <csignal>

#include "base/deadline.hpp"
#include "base/libc_symbol.hpp"
#include "base/root.hpp"
#include "bench/cli/selection.hpp"
#include "bench/cpu.hpp"
#include "bench/exit_status.hpp"
#include "bench/json_text.hpp"
#include "bench/processes/exactness.hpp"
#include "bench/processes/likeness.hpp"
#include "bench/processes/self.hpp"
#include "bench/processes/worker_report.hpp"
#include "calls/bound.hpp"
#include "calls/tick_access.hpp"
#include "entries/capabilities.hpp"
#include "timing/contention.hpp"
#include "timing/latency.hpp"
#include "timing/session.hpp"
#include "timing/stepping.hpp"
#include "timing/ways.hpp"

namespace vdsobench::bench {

namespace {

std::vector<calls::BoundLoop> bind_all(const std::vector<std::string>& names,
                                       const calls::ProcessFacts& process_facts) {
  std::vector<calls::BoundLoop> loops;
  for (const auto* call : find_calls(names)) {
    const auto bound = calls::bind(*call, process_facts);
    if (!bound) throw MeasurementError(fmt::format("{}: {}", call->name(), bound.reason().text));
    loops.push_back(bound.value().bound_loop());
  }
  return loops;
}

// Not in time for a round to see it, if before the first.
bool is_elsewhere(const WorkerRequest& request) {
  return request.cpus.empty() && sched_getcpu() != request.cpu;
}

// Figures of several CPUs are of none: other cores may be slower, and all are cold after a move.
WorkerReport in_cycles(const timing::Session& session, const WorkerRequest& request) {
  if (request.cpu && (session.moves > 0 || is_elsewhere(request)))
    throw MeasurementError(
        "a process was moved to another CPU while it measured (by taskset, a cpuset, or because "
        "its CPU went away): its figures are left out");
  WorkerReport report;
  report.counter_hz = session.counter_hz;
  report.core_hz = session.core_hz;
  report.step = session.step;
  report.additions = session.additions;
  report.empty = session.empty;
  for (const auto& samples : session.samples) report.figures.push_back(timing::figures(samples));
  return report;
}

WorkerReport measure_in_cycles(std::span<const calls::BoundLoop> loops,
                               const calls::Arguments& arguments, const WorkerRequest& request) {
  const auto session = timing::measure(
      loops, arguments,
      {.duration = std::chrono::duration<double>(request.seconds), .seed = request.seed});
  auto report = in_cycles(session, request);
  if (!request.latency) return report;
  auto singles = timing::measure_singly(loops, arguments, request.seed);
  for (auto& cycles : singles.calls)
    report.latencies.push_back(timing::latency(std::move(cycles), singles.empty));
  return report;
}

std::vector<calls::Arguments> arguments_of_threads(const calls::ProcessFacts& process_facts,
                                                   std::size_t threads) {
  std::vector<calls::Arguments> arguments;
  for (std::size_t i = 0; i < threads; ++i)
    arguments.push_back(calls::own_arguments(process_facts));
  return arguments;
}

WorkerReport measure_on_threads(std::span<const calls::BoundLoop> loops,
                                const calls::ProcessFacts& process_facts,
                                const WorkerRequest& request) {
  const auto session = timing::measure_together(
      loops, arguments_of_threads(process_facts, request.cpus.size()),
      [&](std::size_t thread) { pin(request.cpus[thread]); },
      {.duration = std::chrono::duration<double>(request.seconds), .seed = request.seed});
  return in_cycles(session, request);
}

void add_parts(std::span<const calls::BoundLoop> loops, const calls::Arguments& arguments,
               std::vector<Result<timing::Figures>>& figures) {
  const auto maps = Root{}.read("/proc/self/maps").value_or("");
  const auto seen = timing::step_through(loops, arguments, maps);
  for (std::size_t i = 0; i < seen.size(); ++i)
    if (figures[i]) figures[i].value().parts = timing::parts(figures[i].value().headline, seen[i]);
}

WorkerReport measure_in_instructions(const std::vector<calls::BoundLoop>& loops,
                                     const calls::Arguments& arguments) {
  WorkerReport report;
  report.counter_hz = prove_exactness();
  const auto singles = timing::measure_ways(loops, arguments);
  for (const auto& each : singles.calls)
    report.figures.push_back(timing::figures_of_ways(each, singles.empty));
  add_parts(loops, arguments, report.figures);
  return report;
}

WorkerReport measure(const WorkerRequest& request, const calls::ProcessFacts& process_facts) {
  const auto loops = bind_all(request.calls, process_facts);
  if (!request.cpus.empty()) return measure_on_threads(loops, process_facts, request);
  const auto arguments = calls::own_arguments(process_facts);
  if (request.exact) return measure_in_instructions(loops, arguments);
  return measure_in_cycles(loops, arguments, request);
}

volatile std::sig_atomic_t was_continued = 0;

// No one else sends this signal than who lets a stopped process go on. What froze it otherwise (a
// cgroup's freezer, the hypervisor) leaves no trace.
void watch_for_being_continued() {
  signal(SIGCONT, [](int) { was_continued = 1; });
}

void refuse_what_was_stopped() {
  if (was_continued == 0) return;
  throw MeasurementError(
      "a process was stopped while it measured (SIGSTOP, or by its terminal): its figures are left "
      "out");
}

WorkerReport measure(const WorkerRequest& request) {
  const auto process_facts = calls::own_process_facts();
  auto report = measure(request, process_facts);
  report.likeness = likeness(process_facts);
  return report;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

// Of all threads: how long they ran, and how often the CPU was given to another although they
// wanted to go on. A process that has to share its CPU with many waits long, but is sent away after
// as short a time as beside one.
WorkerReport measure_watching_switches(const WorkerRequest& request) {
  watch_for_being_continued();
  auto report = measure(request);
  refuse_what_was_stopped();
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  report.switches = static_cast<std::uint64_t>(usage.ru_nivcsw);
  report.seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  return report;
}

}  // namespace

std::string worker_report(const WorkerRequest& request) {
  constexpr std::chrono::seconds grace(5);
  // Whoever waits for this gives up sooner, if he runs at all: under a real-time class he does not
  // while this spins on the CPU of both. Where there can be no deadline, he has one.
  const auto deadline = Deadline::in(patience_with(request) + grace);
  calls::tick_access();  // before anything reads a clock
  if (!request.cpus.empty()) measure_libc_inside();
  if (request.cpu) pin(*request.cpu);
  // Nothing here needs one. Where that is forbidden, there was nothing to give up.
  (void)entries::drop_capabilities();
  return json_text(measure_watching_switches(request));
}

int worker(std::string_view request) {
  stay_with_parent();
  fmt::print("{}\n", worker_report(worker_request(request)));
  return as_expected;
}

}  // namespace vdsobench::bench
