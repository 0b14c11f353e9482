#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "arch/arch.hpp"
#include "bench/affinity.hpp"
#include "bench/commands.hpp"
#include "bench/context.hpp"
#include "bench/failure.hpp"
#include "bench/harness.hpp"
#include "bench/measurement.hpp"
#include "bench/mode_tables.hpp"
#include "bench/output_file.hpp"
#include "bench/place.hpp"
#include "bench/precision.hpp"
#include "bench/selection.hpp"
#include "bench/survey.hpp"
#include "bench/table.hpp"
#include "bench/terminal.hpp"
#include "bench/verdict_text.hpp"
#include "calls/paths/vdso.hpp"
#include "host/advice.hpp"
#include "verdict/verdict.hpp"

namespace vdsobench::bench {

namespace {

struct Effort {
  int processes;
  double seconds;  // of all rounds of all processes
};
constexpr Effort usual_effort = {15, 11};
constexpr Effort quick_effort = {7, 1.3};
constexpr Effort exact_effort = {1, 0};

std::vector<const calls::Call*> selected_by(const RunOptions& options) {
  const auto& [filter, paths] = options.selection;
  if (!options.threads.empty() && filter.empty() && paths.empty()) return shared_calls();
  return select(options.selection);
}

int print_names(const std::vector<const calls::Call*>& calls, const RunOptions& options) {
  for (const auto* call : calls) {
    if (options.threads.empty()) fmt::print("{}\n", call->name());
    for (const int threads : options.threads) fmt::print("{}\n", row_name(*call, threads));
    if (options.latency) fmt::print("{}/latency\n", call->name());
  }
  return as_expected;
}

// Those of as many threads as there are at most. Threads that share one would measure the
// scheduler.
std::vector<int> cpus_of_threads(const RunOptions& options, const Place& place) {
  const int most = options.threads.empty() ? 0 : options.threads.back();
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

MeasurementPlan plan_for(const RunOptions& options, const Place& place, std::size_t calls) {
  const Effort effort = options.exact ? exact_effort : options.quick ? quick_effort : usual_effort;
  const int processes = options.processes.value_or(effort.processes);
  const auto numbers = static_cast<double>(std::max<std::size_t>(options.threads.size(), 1));
  const double seconds =
      options.min_time ? *options.min_time * static_cast<double>(calls) : effort.seconds / numbers;
  MeasurementPlan plan = {.cpu = place.cpu,
                          .processes = processes,
                          .seconds = seconds / processes,
                          .precision = {},
                          .max_seconds = options.max_time,
                          .exact = options.exact,
                          .latency = options.latency,
                          .threads = options.threads,
                          .cpus = cpus_of_threads(options, place)};
  if (options.precision) plan.precision = *options.precision / 100;
  return plan;
}

Measurement measure_showing_progress(std::vector<verdict::Finding> findings,
                                     const MeasurementPlan& plan, bool quiet) {
  Progress progress(quiet);
  return measure(std::move(findings), plan, [&](int done) {
    progress.say(fmt::format("measuring: process {} of {}{}", done + 1, plan.processes,
                             plan.precision ? " or more" : ""));
  });
}

void print_notes(const std::vector<std::string>& notes, bool quiet) {
  for (const auto& note : notes)
    if (!quiet) print_to_stderr(fmt::format("note: {}\n", note));
}

void print_warnings(const std::vector<std::string>& warnings, bool quiet) {
  for (const auto& warning : warnings)
    if (!quiet) print_to_stderr(fmt::format("warning: {}\n", warning));
}

std::vector<std::string> warnings_of(const Measurement& measurement, const host::Context& context,
                                     const MeasurementPlan& plan) {
  auto warnings = disturbances(measurement, context);
  const auto missed = plan.precision ? precision_missed(measurement, *plan.precision) : "";
  if (!missed.empty()) warnings.push_back(missed);
  return warnings;
}

bool any_measured(const Measurement& measurement) {
  return std::ranges::any_of(measurement.rows, [](const Row& row) {
    return std::ranges::any_of(row.figures, [](const auto& figures) { return bool(figures); });
  });
}

std::vector<verdict::Finding> findings_of(const Measurement& measurement) {
  std::vector<verdict::Finding> findings;
  for (const auto& row : measurement.rows)
    if (row.threads == measurement.rows.front().threads) findings.push_back(row.finding);
  return findings;
}

// What a run exits with 1 for: the vDSO had an answer to give, and did not.
bool fell_back(const Measurement& measurement) {
  return std::ranges::any_of(measurement.rows, [](const Row& row) {
    const auto& call = *row.finding.evidence.call;
    return row.finding.outcome == verdict::Outcome::fallback && call.function->user_space &&
           call.path->name == calls::paths::Vdso::name;
  });
}

bool any_works(const std::vector<verdict::Finding>& findings) {
  return std::ranges::any_of(findings, verdict::works, &verdict::Finding::outcome);
}

}  // namespace

int run(const RunOptions& options) {
  initialize_library(options);
  const auto selected = selected_by(options);
  if (options.only_names) return print_names(selected, options);
  if (!options.out.empty()) check_writable(options.out);
  if (const auto usable = arch::ticks_work(); !usable) throw MeasurementError(usable.reason());

  const auto surroundings = calls::own_surroundings();
  const auto place = choose_place(options.cpu);
  const auto plan = plan_for(options, place, selected.size());
  pin(place.cpu);
  auto context = machine_context(surroundings, place.cpu);
  auto notes = host::advice(host::Root{}, {place.cpu, place.load, is_debug_build(), options.exact});
  if (!options.quiet)
    print_to_stderr(fmt::format("measuring on CPU {}: {}\n", place.cpu, place.why));
  print_notes(notes, options.quiet);

  auto [findings, confirmation] =
      survey(selected, surroundings, {options.confirm, place.cpu, options.verbose});
  if (!options.quiet) print_to_stderr(words(confirmation) + "\n");
  const bool expects_figures = any_works(findings);
  const auto measurement = measure_showing_progress(std::move(findings), plan, options.quiet);
  print_warnings(measurement.failures, false);
  if (expects_figures && !any_measured(measurement))
    throw MeasurementError("no process has measured anything");

  add_confirmation(context, confirmation);
  add_run(context, measurement, place.cpu, plan.cpus);
  const auto warnings = warnings_of(measurement, context, plan);
  print_warnings(warnings, options.quiet);
  notes.insert(notes.end(), warnings.begin(), warnings.end());
  add_warnings(context, notes);
  const auto json = report(measurement, context, options);
  const auto verdicts =
      verdict::verdicts(findings_of(measurement), surroundings, verdict::circumstances({}));
  if (options.format == Format::table) {
    const bool colour = wants_colour(options.colour, fileno(stdout));
    fmt::print("{}\n",
               plan.threads.empty() ? table(measurement, colour) : threads_table(measurement));
    if (options.latency) fmt::print("{}\n", latency_table(measurement));
    fmt::print("{}", verdict_text(verdicts, surroundings, colour));
  }
  if (!options.out.empty()) write_file(options.out, json);
  return fell_back(measurement) ? found_something : as_expected;
}

}  // namespace vdsobench::bench
