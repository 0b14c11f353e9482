#include "bench/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "bench/failure.hpp"
#include "bench/google_flags.hpp"
#include "bench/version.hpp"

namespace vdsobench::bench {

namespace {

const std::map<std::string, Format> formats = {{"table", Format::table},
                                               {"json", Format::json},
                                               {"csv", Format::csv},
                                               {"console", Format::console}};
const std::map<std::string, Colour> colours = {
    {"auto", Colour::automatic}, {"always", Colour::always}, {"never", Colour::never}};

// Names as entries::name_of gives them.
std::map<std::string, entries::Method> methods() {
  std::map<std::string, entries::Method> names;
  for (const auto method : entries::all_methods) names.emplace(entries::name_of(method), method);
  return names;
}

void add_confirm(CLI::App& app, entries::Method& method) {
  app.add_option("--confirm", method,
                 "How to count kernel entries: auto, ebpf, perf, seccomp or off")
      ->transform(CLI::CheckedTransformer(methods()).description(""));
}

void add_verbose(CLI::App& app, bool& verbose) {
  app.add_flag("--verbose", verbose, "Show what libbpf says");
}

void add_selection(CLI::App& app, SelectionOptions& options) {
  app.add_option("--filter", options.filter,
                 "Only calls whose name matches this regular expression; -REGEX: all others");
  app.add_option("--paths", options.paths, "Only these paths, such as libc,vdso,syscall")
      ->delimiter(',');
}

void add_colour(CLI::App& app, Colour& colour) {
  app.add_option("--color", colour, "Colour: auto, always or never")
      ->transform(CLI::CheckedTransformer(colours).description(""));
}

const CLI::Validator without_percent_sign(
    [](std::string& text) {
      if (text.ends_with('%')) text.pop_back();
      return std::string();
    },
    "");

void add_run(CLI::App& app, RunOptions& options) {
  add_selection(app, options.selection);
  app.add_option("--cpu", options.cpu, "Measure on this CPU (default: the quietest)")
      ->check(CLI::NonNegativeNumber);
  app.add_option("--processes", options.processes, "Processes to measure in");
  app.add_option("--min-time", options.min_time,
                 "Seconds to spend on each call, over all processes");
  app.add_option("--precision", options.precision,
                 "Go on until every call's 95 % interval is this narrow, such as 0.5%; below "
                 "0.3% none ever is")
      ->transform(without_percent_sign);
  app.add_option("--max-time", options.max_time, "Seconds after which --precision gives up");
  app.add_flag("--quick", options.quick, "A complete table in 2 s, less sharp");
  app.add_flag("--exact", options.exact,
               "Count instructions, inside QEMU with -icount shift=0 (see scripts/kernels.py)");
  app.add_option("--threads", options.threads,
                 "Make calls on so many threads at once, such as 1,2,4, each on a CPU of its own")
      ->delimiter(',');
  app.add_flag("--latency", options.latency, "Time calls one by one, too, to quantiles of 99.99 %");
  app.add_option("--out", options.out, "Write the result to this file as JSON");
  app.add_option("--format", options.format, "What to print: table, json, csv or console")
      ->transform(CLI::CheckedTransformer(formats).description(""));
  add_colour(app, options.colour);
  add_confirm(app, options.confirm);
  app.add_flag("--quiet", options.quiet, "No progress and no advice");
  add_verbose(app, options.verbose);
}

void add_check(CLI::App& app, CheckOptions& options) {
  app.add_option("--require", options.require,
                 "Functions that decide the exit status (default: what this system could serve)")
      ->delimiter(',');
  app.add_flag("--json", options.json, "As JSON");
  add_confirm(app, options.confirm);
  add_verbose(app, options.verbose);
  add_colour(app, options.colour);
}

void add_selftest(CLI::App& app, SelftestOptions& options) {
  app.add_option("--cpu", options.cpu, "Measure on this CPU (default: the quietest)")
      ->check(CLI::NonNegativeNumber);
  app.add_option("--seconds", options.seconds, "How long to measure (default: 3)");
  add_colour(app, options.colour);
}

void add_worker(CLI::App& app, WorkerOptions& options) {
  app.add_option("--calls", options.calls, "Names of calls")->delimiter(',')->required();
  app.add_option("--cpu", options.cpu, "CPU")->required();
  app.add_option("--seconds", options.seconds, "Seconds for all calls together")->required();
  app.add_option("--seed", options.seed, "Seed of the order of calls");
  app.add_flag("--exact", options.exact, "A tick is an instruction");
  app.add_flag("--latency", options.latency, "Time single calls, too");
  app.add_option("--cpus", options.cpus, "A thread on each of these CPUs, all at once")
      ->delimiter(',');
}

void add_counter(CLI::App& app, CounterOptions& options) {
  app.add_option("--calls", options.calls, "Names of calls")->delimiter(',')->required();
  app.add_option("--cpu", options.cpu, "CPU");
  add_confirm(app, options.confirm);
  app.add_option("--times", options.times, "How often to make each call")
      ->check(CLI::PositiveNumber);
  add_verbose(app, options.verbose);
}

void add_tracee(CLI::App& app, TraceeOptions& options) {
  app.add_option("--calls", options.calls, "Names of calls")->delimiter(',')->required();
  app.add_option("--iterations", options.n, "Calls between two pauses")->required();
  app.add_option("--port", options.port, "Where page addresses come from")->required();
}

// Before a command stand options of `run`, of which no other command takes notice.
void refuse_what_stands_before(const CLI::App& command, const CLI::App& app) {
  std::vector<std::string> given = app.remaining();
  for (const auto* option : app.get_options())
    if (option->count() > 0) given.push_back(option->get_name());
  if (given.empty()) return;
  throw UsageError(
      fmt::format("{} before '{}' has no effect: write behind it what vdsobench {} --help names",
                  given.front(), command.get_name(), command.get_name()));
}

// What is left over must be Google Benchmark's.
void take_google_flags(const std::vector<std::string>& rest, RunOptions& options) {
  for (const auto& argument : rest) {
    if (!is_google_flag(argument))
      throw UsageError(fmt::format("unknown argument '{}' (see vdsobench --help)", argument));
    take_google_flag(argument, options);
  }
}

// Not a number is within no limits; CLI::Range and CLI::PositiveNumber let it through.
void check_limit(std::string_view option, double value, double most, std::string_view unit) {
  if (value > 0 && value <= most) return;
  throw UsageError(
      fmt::format("{} takes more than 0 and up to {} {}, not {}", option, most, unit, value));
}

// Of our own flags and of Google Benchmark's alike.
void check_limits(const RunOptions& options) {
  const int processes = options.processes.value_or(1);
  if (processes < 1 || processes > 1000)
    throw UsageError(fmt::format("1 to 1000 processes can measure, not {}", processes));
  if (options.min_time) check_limit("--min-time", *options.min_time, 3600, "s");
  if (options.precision) check_limit("--precision", *options.precision, 100, "%");
  check_limit("--max-time", options.max_time, 24 * 3600, "s");
}

void sort_once(std::vector<int>& numbers) {
  std::ranges::sort(numbers);
  numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
}

// Modes that measure something else each.
void check_modes(const RunOptions& options) {
  for (const int number : options.threads)
    if (number < 1)
      throw UsageError(fmt::format("--threads wants numbers from 1 on, not {}", number));
  if (!options.threads.empty() && options.latency)
    throw UsageError("--threads and --latency are runs of their own: give one of them");
  if (options.exact && (options.latency || !options.threads.empty()))
    throw UsageError("--exact counts instructions, of which --threads and --latency know nothing");
}

std::string first_line(std::string text) { return text.substr(0, text.find('\n')); }

}  // namespace

Options parse(int argc, char** argv) {
  Options options;
  CLI::App app{
      "What does it cost to ask the kernel the time, and did the question go to the kernel?\n"
      "Without a command: run. Google Benchmark's own flags (--benchmark_...) work under run.",
      "vdsobench"};
  app.set_version_flag("--version", std::string(version));
  app.require_subcommand(0, 1);
  add_run(app, options.run);
  auto* run = app.add_subcommand("run", "Measure; print the matrix, then the verdict");
  add_run(*run, options.run);
  auto* check = app.add_subcommand("check",
                                   "The verdict alone, by counting; its exit status is for "
                                   "scripts");
  add_check(*check, options.check);
  auto* list = app.add_subcommand("list", "The calls, and whether each is available here");
  add_selection(*list, options.list);
  list->add_flag("--json", options.json, "As JSON");
  auto* inspect = app.add_subcommand("inspect", "What this machine is, as far as it matters here");
  inspect->add_flag("--json", options.json, "As JSON");
  auto* selftest = app.add_subcommand(
      "selftest",
      "Known instructions, by the suite and by loops in assembly: do the figures hold?");
  add_selftest(*selftest, options.selftest);
  auto* worker = app.add_subcommand("worker", "One process of a run")->group("");
  add_worker(*worker, options.worker);
  auto* counter = app.add_subcommand("counter", "Count the kernel entries of calls")->group("");
  add_counter(*counter, options.counter);
  auto* tracee = app.add_subcommand("tracee", "What scripts/anatomy.py watches")->group("");
  add_tracee(*tracee, options.tracee);
  app.allow_extras();
  run->allow_extras();

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    std::exit(app.exit(help));
  } catch (const CLI::ParseError& error) {
    throw UsageError(fmt::format("{} (see vdsobench --help)", first_line(error.what())));
  }
  if (check->parsed()) options.command = Options::Command::check;
  if (list->parsed()) options.command = Options::Command::list;
  if (inspect->parsed()) options.command = Options::Command::inspect;
  if (selftest->parsed()) options.command = Options::Command::selftest;
  if (worker->parsed()) options.command = Options::Command::worker;
  if (counter->parsed()) options.command = Options::Command::counter;
  if (tracee->parsed()) options.command = Options::Command::tracee;
  for (const auto* command : app.get_subcommands())
    if (command != run) refuse_what_stands_before(*command, app);
  take_google_flags(app.remaining(true), options.run);
  check_limits(options.run);
  check_limit("--seconds", options.selftest.seconds, 3600, "s");
  check_modes(options.run);
  sort_once(options.run.threads);
  return options;
}

}  // namespace vdsobench::bench
