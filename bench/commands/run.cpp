#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <utility>

#include "base/libc_symbol.hpp"
#include "base/printable.hpp"
#include "bench/cli/selection.hpp"
#include "bench/commands/commands.hpp"
#include "bench/commands/run_setup.hpp"
#include "bench/exit_status.hpp"
#include "bench/measure/disturbance.hpp"
#include "bench/measure/examine.hpp"
#include "bench/measure/measurement.hpp"
#include "bench/measure/precision.hpp"
#include "bench/measure/trap_cost.hpp"
#include "bench/output/all_tables.hpp"
#include "bench/output/context.hpp"
#include "bench/output/google_benchmark.hpp"
#include "bench/output/output_file.hpp"
#include "bench/output/progress.hpp"
#include "bench/output/saving.hpp"
#include "bench/output/terminal.hpp"
#include "bench/processes/exactness.hpp"
#include "calls/paths/vdso.hpp"
#include "host/clocksource_watch.hpp"
#include "host/keys.hpp"
#include "verdict/verdict.hpp"

namespace vdsobench::bench {

namespace {

std::vector<const calls::Call*> selected_by(const RunOptions& options) {
  const auto& [filter, paths, all] = options.selection;
  const bool any = filter.empty() && paths.empty() && !all;
  if (!options.threads.empty() && any) return shared_calls();
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

void print_lines(std::string_view kind, const std::vector<std::string>& lines) {
  for (const auto& line : lines) print_to_stderr(fmt::format("{}: {}\n", kind, line));
}

void print_start(const RunSetup& setup, const RunOptions& options) {
  if (options.quiet) return;
  print_to_stderr(options.exact
                      ? fmt::format("counting instructions on CPU {}\n", setup.place.cpu)
                      : fmt::format("measuring on CPU {}: {}\n", setup.place.cpu, setup.place.why));
  print_lines("note", setup.notes);
}

Measurement measure_with_progress(std::vector<verdict::Finding> findings,
                                  const MeasurementPlan& plan, bool quiet,
                                  host::ClocksourceWatch& clocksource) {
  Progress progress(quiet);
  return measure(std::move(findings), plan, [&](int done) {
    clocksource.look();
    if (done >= plan.processes && !plan.precision)
      progress.say(fmt::format("measuring: process {}, as others use this core; {:.0f} s at most",
                               done + 1, plan.quiet_seconds));
    else
      progress.say(fmt::format("measuring: process {} of {}{}{}", done + 1, plan.processes,
                               plan.precision ? " or more" : "",
                               time_left(done, plan.processes, progress.taken())));
  });
}

std::vector<verdict::Finding> findings_of(const Measurement& measurement) {
  std::vector<verdict::Finding> findings;
  for (const auto& row : measurement.rows)
    if (row.threads == measurement.rows.front().threads) findings.push_back(row.finding);
  return findings;
}

bool any_works(const Measurement& measurement) {
  return std::ranges::any_of(measurement.rows,
                             [](const Row& row) { return works(row.finding.outcome); });
}

bool any_measured(const Measurement& measurement) {
  return std::ranges::any_of(measurement.rows, [](const Row& row) {
    return std::ranges::any_of(row.figures, [](const auto& figures) { return bool(figures); });
  });
}

void require_figures(const Measurement& measurement) {
  if (any_works(measurement) && !any_measured(measurement))
    throw MeasurementError("no process has measured anything");
}

// What a run exits with 1 for: the vDSO had an answer to give, and did not.
bool fell_back(const Measurement& measurement) {
  return std::ranges::any_of(measurement.rows, [](const Row& row) {
    const auto& call = row.call();
    return row.finding.outcome == verdict::Outcome::fallback && call.function->user_space &&
           call.path->name == calls::paths::Vdso::name;
  });
}

std::vector<std::string> warnings_about(const Measurement& measurement,
                                        const std::vector<std::string>& clocksources,
                                        const MeasurementPlan& plan) {
  auto warnings = disturbances(measurement, clocksources);
  const auto missed = plan.precision ? precision_missed(measurement, *plan.precision) : "";
  if (!missed.empty()) warnings.push_back(missed);
  return warnings;
}

void add_notes_and_warnings(host::Context& context, std::vector<std::string> notes,
                            const std::vector<std::string>& warnings) {
  notes.insert(notes.end(), warnings.begin(), warnings.end());
  add_warnings(context, notes);
}

Told told_of(const Measurement& measurement, const RunSetup& setup) {
  return {
      verdict::verdicts(findings_of(measurement), setup.process_facts, verdict::machine_facts({})),
      verdict::notes(setup.process_facts, trap_cost(measurement),
                     value_of(setup.context, host::keys::hypervisor),
                     verdict::syscall_work(Root{}, setup.place.cpu))};
}

// A reader that goes away takes only what was printed for it.
void expect_that_readers_go(const RunOptions& options) {
  if (!options.out.empty()) signal(SIGPIPE, SIG_IGN);
}

// Printed first, as that needs nothing. What fails is told when all is done that can be.
void print_and_save(const Measurement& measurement, const host::Context& context, const Told& told,
                    const RunOptions& options) {
  expect_that_readers_go(options);
  const auto json = report(measurement, context, options);
  if (options.format == Format::table)
    std::fputs(all_tables(measurement, told, display_for(options.colour, fileno(stdout))).c_str(),
               stdout);
  const auto printed = flush_output();
  save(json, options);
  if (!printed) throw MeasurementError(printed.reason().text);
}

}  // namespace

int run(const RunOptions& options) {
  if (!options.threads.empty()) measure_libc_inside();
  initialize_library(options);
  const auto selected = selected_by(options);
  if (options.only_names) return print_names(selected, options);
  if (!options.out.empty()) check_writable(options.out);

  host::ClocksourceWatch clocksource(Root{});
  const auto setup = prepare(options, selected.size());
  if (options.exact) require_instruction_clock();
  print_start(setup, options);

  auto [findings, confirmation] =
      examine_all(selected, setup.process_facts, {options.confirm, options.verbose});
  if (!options.quiet) print_to_stderr(describe(confirmation) + "\n");

  const auto measurement =
      measure_with_progress(std::move(findings), setup.plan, options.quiet, clocksource);
  print_lines("warning", measurement.failures);
  require_figures(measurement);

  auto context = setup.context;
  add_confirmation(context, confirmation);
  add_run(context, measurement, setup.plan);
  const auto warnings = warnings_about(measurement, clocksource.seen(), setup.plan);
  if (!options.quiet) print_lines("warning", warnings);
  add_notes_and_warnings(context, setup.notes, warnings);

  const auto told = told_of(measurement, setup);
  add_verdict(context, told, measurement);
  print_and_save(measurement, context, told, options);
  return fell_back(measurement) ? found_something : as_expected;
}

}  // namespace vdsobench::bench
