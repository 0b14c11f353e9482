#include "bench/output/google_benchmark.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sys/utsname.h>
#include <time.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <memory>
#include <sstream>
#include <utility>

#include "base/sandbox.hpp"
#include "bench/cli/google_flags.hpp"
#include "bench/exit_status.hpp"
#include "bench/measure/judgement.hpp"
#include "bench/measure/summary.hpp"
#include "bench/output/cell_reporter.hpp"
#include "bench/output/time_unit.hpp"

namespace vdsobench::bench {

namespace {

// A counter that is not finite is left out: NaN is not JSON.
void set_counter(benchmark::State& state, const char* name, double value) {
  if (std::isfinite(value)) state.counters[name] = benchmark::Counter(value);
}

// The library has counters of numbers alone, so that each state is two.
void set_counters_of_visits(benchmark::State& state, const timing::Figures& figures, double ns) {
  set_counter(state, "ns_typical", figures.p50 * ns);
  set_counter(state, "ns_cold", figures.cold * ns);
  set_counter(state, "quiet", figures.quiet);
  for (std::size_t i = 0; i < figures.states.size(); ++i) {
    const auto& [cost, share] = figures.states[i];
    if (share < share_worth_naming) continue;
    set_counter(state, fmt::format("state{}_ns", i + 1).c_str(), cost * ns);
    set_counter(state, fmt::format("state{}_share", i + 1).c_str(), share);
  }
}

// The ways of a call, where there is more than the one that `instructions` tells.
void set_counters_of_ways(benchmark::State& state, const std::vector<timing::Way>& ways) {
  if (ways.size() < 2) return;
  const auto [least, most] = std::ranges::minmax(ways, {}, &timing::Way::instructions);
  double mean = 0;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const auto& [instructions, share] = ways[i];
    set_counter(state, fmt::format("way{}_instructions", i + 1).c_str(), instructions);
    set_counter(state, fmt::format("way{}_share", i + 1).c_str(), share);
    mean += instructions * share;
  }
  set_counter(state, "instructions_min", least.instructions);
  set_counter(state, "instructions_max", most.instructions);
  set_counter(state, "instructions_mean", mean);
}

void set_counters_of_parts(benchmark::State& state, const timing::Parts& parts) {
  set_counter(state, "instructions_loop", parts.loop);
  set_counter(state, "instructions_libc", parts.libc);
  set_counter(state, "instructions_vdso", parts.vdso);
  set_counter(state, "instructions_kernel", parts.kernel);
}

void set_counters(benchmark::State& state, const timing::Figures& figures, const Measurement& run) {
  const double ns = run.ns_per_unit();
  set_counter(state, run.exact ? "instructions" : "cycles", figures.headline);
  set_counter(state, "ns_p10", figures.p10 * ns);
  set_counter(state, "ns_p50", figures.p50 * ns);
  set_counter(state, "ns_p90", figures.p90 * ns);
  set_counter(state, "ns_p99", figures.p99 * ns);
  set_counter(state, "ns_max", figures.max * ns);
  set_counter(state, "disturbed", figures.disturbed);
  if (!figures.visits.empty()) set_counters_of_visits(state, figures, ns);
  set_counters_of_ways(state, figures.ways);
  if (figures.parts) set_counters_of_parts(state, *figures.parts);
  set_counter(state, "batch", static_cast<double>(figures.batch));
}

void set_counters(benchmark::State& state, const timing::Latency& latency, const Measurement& run) {
  const double ns = run.ns_per_unit();
  set_counter(state, "cycles", latency.p50);
  set_counter(state, "ns_p10", latency.p10 * ns);
  set_counter(state, "ns_p50", latency.p50 * ns);
  set_counter(state, "ns_p90", latency.p90 * ns);
  set_counter(state, "ns_p99", latency.p99 * ns);
  set_counter(state, "ns_p999", latency.p999 * ns);
  set_counter(state, "ns_p9999", latency.p9999 * ns);
  set_counter(state, "ns_max", latency.max * ns);
}

void set_counters(benchmark::State& state, const std::optional<entries::Count>& count) {
  if (!count) return;
  set_counter(state, "entries", count->entries_a_call());
  set_counter(state, "syscalls", count->syscalls_a_call());
  set_counter(state, "emulations", count->emulations_a_call());
}

double headline(const timing::Figures& figures) { return figures.headline; }
double headline(const timing::Latency& latency) { return latency.p50; }

// The calls were timed before, round after round and in other processes, which the library cannot
// do. It is told of all of them as one batch, by its manual time, and does the rest.
template <class Figures>
void tell(benchmark::State& state, const Figures& figures, const Measurement& run) {
  const auto calls = static_cast<benchmark::IterationCount>(figures.calls);
  const double seconds = headline(figures) * run.ns_per_unit() * seconds_a_nanosecond;
  while (state.KeepRunningBatch(calls))
    state.SetIterationTime(seconds * static_cast<double>(calls));
  set_counters(state, figures, run);
}

// Of all processes, in the row of each: whoever reads one need not know by what rule.
void set_interval(benchmark::State& state, const std::optional<Summary>& summary, double ns) {
  if (!summary || summary->processes < 2) return;
  set_counter(state, "ns_low", (summary->value - summary->half_width) * ns);
  set_counter(state, "ns_high", (summary->value + summary->half_width) * ns);
}

template <class Figures>
void tell_of_process(benchmark::State& state, const verdict::Finding& finding,
                     const std::vector<Result<Figures>>& processes, const Measurement& run) {
  const auto process = static_cast<std::size_t>(state.range(0));
  if (!verdict::works(finding.outcome))
    state.SkipWithError(finding.reason.c_str());
  else if (process >= processes.size())
    state.SkipWithError("no process measured this call");
  else if (!processes[process])
    state.SkipWithError(processes[process].reason().text.c_str());
  else
    tell(state, processes[process].value(), run);
  set_counters(state, finding.evidence.count);
  state.SetLabel(std::string(verdict::to_string(finding.outcome)));
}

// A benchmark for each process, named after its number and how many there are, of which
// CellReporter makes the repetitions of one row. Told of them as repetitions, the library aborts
// where one has failed or has made fewer calls than the first (ComputeStats of its
// src/statistics.cc).
template <class Figures>
void register_row(const std::string& name, const verdict::Finding& finding,
                  const std::vector<Result<Figures>>& processes, const Measurement& measurement,
                  const std::optional<Summary>& summary) {
  auto run = [&, summary](benchmark::State& state) {
    tell_of_process(state, finding, processes, measurement);
    set_interval(state, summary, measurement.ns_per_unit());
  };
  const auto count = std::max<std::int64_t>(std::ssize(processes), 1);
  for (std::int64_t process = 0; process < count; ++process)
    benchmark::RegisterBenchmark(name.c_str(), run)
        ->Args({process, count})
        ->Iterations(1)
        ->UseManualTime()
        ->Unit(benchmark::kNanosecond)
        ->Repetitions(1);
}

void register_rows(const Row& row, const Measurement& run) {
  const auto summary = run.exact ? std::nullopt : summarize(row);
  register_row(row.name(), row.finding, row.figures, run, summary);
  if (run.latency)
    register_row(row.name() + "/latency", row.finding, row.latencies, run, std::nullopt);
}

// Of a row of single calls there is none: its processes' own medians say it.
Headlines headlines_of(const Measurement& measurement) {
  Headlines headlines;
  for (const Row& row : measurement.rows)
    if (const auto summary = summarize(row))
      headlines.emplace(row.name(), summary->value * measurement.ns_per_unit());
  return headlines;
}

// JSON is for programs, which take medians themselves.
bool has_each_process(const RunOptions& options) {
  return options.each_process || options.format == Format::json;
}

std::string_view library_name(Format format) {
  switch (format) {
    case Format::csv:
      return "csv";
    case Format::console:
      return "console";
    default:
      return "json";
  }
}

std::string_view library_name(Colour colour) {
  switch (colour) {
    case Colour::always:
      return "true";
    case Colour::never:
      return "false";
    default:
      return "auto";
  }
}

// It asks for the machine's name by uname(2), and for the time; a filter may kill for either.
void check_that_library_survives() {
  const auto ask = [] {
    utsname name;
    timespec time;
    uname(&name);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  };
  if (is_survived(ask)) return;
  throw MeasurementError(
      "Google Benchmark needs clock_gettime and uname, and a seccomp filter kills for one of them: "
      "allow both in the seccomp profile or sandbox, or use check");
}

// It reads this clock around every benchmark, and where it cannot, ends the program with the status
// of a finding (DiagnoseAndExit in its src/timers.cc).
void check_clock_of_library() {
  timespec time;
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0) return;
  throw MeasurementError(
      fmt::format("Google Benchmark needs CLOCK_THREAD_CPUTIME_ID, which this process may not read "
                  "({}): allow clock_gettime in the seccomp profile or sandbox, or use check",
                  std::strerror(errno)));
}

// Gives those that this version of it does not know.
std::vector<std::string> tell_flags(std::vector<std::string> arguments) {
  static char program[] = "vdsobench";  // the library keeps this pointer for its context
  std::vector<char*> argv = {program};
  for (auto& argument : arguments) argv.push_back(argument.data());
  int argc = static_cast<int>(argv.size());
  benchmark::Initialize(&argc, argv.data());
  return {argv.begin() + 1, argv.begin() + argc};
}

// A flag that is not given is what the environment says (StringFromEnv of its
// src/commandlineflags.cc): BENCHMARK_FILTER would take rows out of the result, others all of them,
// write files of their own, or shuffle. What a version does not know it does not look for either.
void undo_what_the_environment_says() {
  if (const char* pairs = getenv("BENCHMARK_CONTEXT")) check_context("BENCHMARK_CONTEXT", pairs);
  (void)tell_flags({"--benchmark_filter=", "--benchmark_list_tests=false",
                    "--benchmark_out=", "--benchmark_enable_random_interleaving=false",
                    "--benchmark_report_aggregates_only=false",
                    "--benchmark_display_aggregates_only=false", "--benchmark_min_warmup_time=0",
                    "--benchmark_perf_counters=", "--benchmark_dry_run=false"});
}

}  // namespace

void initialize_library(const RunOptions& options) {
  check_that_library_survives();
  check_clock_of_library();
  undo_what_the_environment_says();
  std::vector<std::string> arguments = {
      fmt::format("--benchmark_format={}", library_name(options.format)),
      fmt::format("--benchmark_color={}", library_name(options.colour))};
  arguments.insert(arguments.end(), options.google_benchmark.begin(),
                   options.google_benchmark.end());
  const auto unknown = tell_flags(std::move(arguments));
  if (unknown.empty()) return;
  throw UsageError(
      fmt::format("Google Benchmark here does not know the flag '{}'", unknown.front()));
}

std::string report(const Measurement& measurement, const host::Context& context,
                   const RunOptions& options) {
  for (const auto& [key, value] : context) benchmark::AddCustomContext(key, value);
  for (const Row& row : measurement.rows) register_rows(row, measurement);
  std::ostringstream result;
  benchmark::JSONReporter json;
  CellReporter json_cells(json, result);
  const std::unique_ptr<benchmark::BenchmarkReporter> display(
      benchmark::CreateDefaultDisplayReporter());
  // It says what the machine is, which the result says better, and warns of the library's own
  // build, which times nothing here.
  std::ostream nowhere(nullptr);
  display->SetErrorStream(&nowhere);
  CellReporter display_cells(
      *display, std::cout,
      has_each_process(options) ? std::nullopt : std::optional(headlines_of(measurement)));
  Reporters reporters;
  reporters.add(json_cells);
  if (options.format != Format::table) reporters.add(display_cells);
  benchmark::RunSpecifiedBenchmarks(&reporters);
  benchmark::Shutdown();
  return result.str();
}

}  // namespace vdsobench::bench
