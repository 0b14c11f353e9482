#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <utility>

#include "bench/commands.hpp"
#include "bench/context.hpp"
#include "bench/failure.hpp"
#include "bench/harness.hpp"
#include "bench/measurement.hpp"
#include "bench/mode_tables.hpp"
#include "bench/output_file.hpp"
#include "bench/precision.hpp"
#include "bench/saving.hpp"
#include "bench/selection.hpp"
#include "bench/setting.hpp"
#include "bench/survey.hpp"
#include "bench/table.hpp"
#include "bench/terminal.hpp"
#include "bench/trap_cost.hpp"
#include "bench/verdict_text.hpp"
#include "calls/paths/vdso.hpp"
#include "host/keys.hpp"
#include "verdict/verdict.hpp"

namespace vdsobench::bench {

namespace {

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

Measurement measure_showing_progress(std::vector<verdict::Finding> findings,
                                     const MeasurementPlan& plan, bool quiet) {
  Progress progress(quiet);
  return measure(std::move(findings), plan, [&](int done) {
    progress.say(fmt::format("measuring: process {} of {}{}", done + 1, plan.processes,
                             plan.precision ? " or more" : ""));
  });
}

void print_lines(std::string_view kind, const std::vector<std::string>& lines) {
  for (const auto& line : lines) print_to_stderr(fmt::format("{}: {}\n", kind, line));
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

void announce(const Setting& setting, const RunOptions& options) {
  if (options.quiet) return;
  print_to_stderr(
      options.exact
          ? fmt::format("counting instructions on CPU {}\n", setting.place.cpu)
          : fmt::format("measuring on CPU {}: {}\n", setting.place.cpu, setting.place.why));
  print_lines("note", setting.notes);
}

Survey survey_telling_how(const std::vector<const calls::Call*>& selected, const Setting& setting,
                          const RunOptions& options) {
  auto found = survey(selected, setting.surroundings, {options.confirm, options.verbose});
  if (!options.quiet) print_to_stderr(words(found.confirmation) + "\n");
  return found;
}

Measurement measure_telling_failures(std::vector<verdict::Finding> findings,
                                     const MeasurementPlan& plan, const RunOptions& options) {
  const bool expects_figures = any_works(findings);
  auto measurement = measure_showing_progress(std::move(findings), plan, options.quiet);
  print_lines("warning", measurement.failures);
  if (expects_figures && !any_measured(measurement))
    throw MeasurementError("no process has measured anything");
  return measurement;
}

// What only the run itself could tell.
void complete(host::Context& context, const Setting& setting, const Measurement& measurement,
              bool quiet) {
  add_run(context, measurement, setting.plan);
  const auto warnings = warnings_of(measurement, context, setting.plan);
  if (!quiet) print_lines("warning", warnings);
  auto lines = setting.notes;
  lines.insert(lines.end(), warnings.begin(), warnings.end());
  add_warnings(context, lines);
}

std::string tables(const Measurement& measurement, const Setting& setting,
                   const RunOptions& options) {
  const auto display = display_for(options.colour, fileno(stdout));
  const auto verdicts =
      verdict::verdicts(findings_of(measurement), setting.surroundings, verdict::circumstances({}));
  const bool matrix = setting.plan.threads.empty();
  auto text = matrix ? table(measurement, verdicts, display) : threads_table(measurement, display);
  if (options.latency) text += "\n" + latency_table(measurement, display);
  const auto notes = verdict::notes(setting.surroundings, trap_cost(measurement),
                                    value_of(setting.context, host::keys::hypervisor));
  return text + "\n" +
         verdict_text(verdicts, notes, display, matrix ? Numbers::shown : Numbers::hidden);
}

// A reader that goes away takes only what was printed for it.
void expect_that_readers_go(const RunOptions& options) {
  if (!options.out.empty()) signal(SIGPIPE, SIG_IGN);
}

// Printed first, as that needs nothing. What fails is told when all is done that can be.
void hand_over(const Measurement& measurement, const host::Context& context, const Setting& setting,
               const RunOptions& options) {
  expect_that_readers_go(options);
  const auto json = report(measurement, context, options);
  if (options.format == Format::table)
    std::fputs(tables(measurement, setting, options).c_str(), stdout);
  const auto printed = flush_output();
  save(json, options);
  if (!printed) throw MeasurementError(printed.reason());
}

}  // namespace

int run(const RunOptions& options) {
  initialize_library(options);
  const auto selected = selected_by(options);
  if (options.only_names) return print_names(selected, options);
  if (!options.out.empty()) check_writable(options.out);

  const auto setting = prepare(options, selected.size());
  announce(setting, options);
  auto [findings, confirmation] = survey_telling_how(selected, setting, options);
  const auto measurement = measure_telling_failures(std::move(findings), setting.plan, options);

  auto context = setting.context;
  add_confirmation(context, confirmation);
  complete(context, setting, measurement, options.quiet);
  hand_over(measurement, context, setting, options);
  return fell_back(measurement) ? found_something : as_expected;
}

}  // namespace vdsobench::bench
