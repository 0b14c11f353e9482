#include "bench/cli/flags.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bench/cli/values.hpp"

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

void add_cpu(CLI::App& app, std::optional<int>& cpu) {
  app.add_option("--cpu", cpu, "Measure on this CPU (default: the quietest)")->check(one_cpu());
}

void add_confirm(CLI::App& app, entries::Method& method) {
  app.add_option("--confirm", method,
                 "How to count kernel entries: auto, ebpf, perf, seccomp or off")
      ->transform(one_of(methods()));
}

CLI::Option* add_process(CLI::App& app, std::optional<int>& process, std::string meaning) {
  return app.add_option("--pid", process, std::move(meaning))->check(whole_number("1234"));
}

void add_verbose(CLI::App& app, bool& verbose) {
  app.add_flag("--verbose", verbose, "Show what libbpf says");
}

void add_colour(CLI::App& app, Colour& colour) {
  app.add_option("--color", colour, "Colour: auto, always or never")->transform(one_of(colours));
}

const CLI::Validator without_percent_sign(
    [](std::string& text) {
      if (text.ends_with('%')) text.pop_back();
      return std::string();
    },
    "");

// An empty one is a variable of a script that was not set, and the result would be lost.
const CLI::Validator names_a_file(
    [](const std::string& text) { return text.empty() ? "the name of the file is empty" : ""; },
    "");

}  // namespace

void add_flags(CLI::App& app, SelectionOptions& options) {
  app.add_option("--filter", options.filter,
                 "Only calls whose name matches this regular expression; -REGEX: all others");
  app.add_option("--paths", options.paths, "Only these paths, such as libc,vdso,syscall")
      ->delimiter(',');
}

void add_flags(CLI::App& app, RunOptions& options) {
  add_flags(app, options.selection);
  app.add_flag(
      "--all", options.selection.all,
      "Also what few ask for: every clock's clock_getres, sizes of getrandom, and the like");
  add_cpu(app, options.cpu);
  app.add_option("--processes", options.processes, "Processes to measure in")
      ->check(whole_number("15"));
  app.add_option("--min-time", options.min_time,
                 "Seconds to spend on each call, over all processes")
      ->check(number("0.5"));
  app.add_option("--precision", options.precision,
                 "Go on until every call's 95 % interval is this narrow, such as 0.5%, or as "
                 "narrow as any: 0.3%, or 0.05 cycles")
      ->transform(without_percent_sign)
      ->check(number("0.5%"));
  app.add_option("--max-time", options.max_time, "Seconds after which --precision gives up")
      ->check(number("60"));
  app.add_option("--wait-quiet", options.wait_quiet,
                 "How long to go on at most until every call has been measured while no one else "
                 "used the core, such as 10m (default: 30s, 5s with --quick; none where "
                 "--processes is given)")
      ->transform(time_span());
  app.add_flag("--quick", options.quick,
               "A complete table in 2 s (up to 6 where others use the core), less sharp");
  app.add_flag("--exact", options.exact,
               "Count instructions, inside QEMU with -icount shift=0 (see scripts/kernels.py)");
  app.add_option("--threads", options.threads,
                 "Make calls on so many threads at once, such as 1,2,4, each on a CPU of its own")
      ->delimiter(',')
      ->check(whole_number("1,2,4"));
  app.add_flag("--latency", options.latency, "Time calls one by one, too, to quantiles of 99.99 %");
  app.add_option("-o,--out", options.out, "Write the result to this file as JSON")
      ->check(names_a_file);
  auto* format =
      app.add_option("--format", options.format, "What to print: table, json, csv or console")
          ->transform(one_of(formats));
  app.add_flag_callback(
         "--json", [&options] { options.format = Format::json; }, "--format json")
      ->excludes(format);
  app.add_flag("--each-process", options.each_process,
               "With --format csv or console: a line for each process, not one a call");
  add_colour(app, options.colour);
  add_confirm(app, options.confirm);
  app.add_flag("--quiet", options.quiet, "No progress and no advice");
  add_verbose(app, options.verbose);
}

void add_flags(CLI::App& app, CheckOptions& options) {
  app.add_option("--require", options.require,
                 "Functions that decide the exit status (default: what this system could serve)")
      ->delimiter(',');
  app.add_flag("--json", options.json, "As JSON");
  auto* process = add_process(app, options.process, "Judge a running process by what it does");
  app.add_option("--for", options.time, "How long to watch --pid (default: 5s)")
      ->transform(time_span())
      ->needs(process);
  app.add_option("--at-most", options.at_most,
                 "Of -- PROGRAM: so many avoidable entries are no finding (default: 0)")
      ->check(whole_number("10"));
  app.add_option("--error-exitcode", options.error_exitcode,
                 "Of -- PROGRAM: the exit status for a finding (default: 1)")
      ->check(whole_number("42"));
  app.footer("-- PROGRAM ARGUMENTS...: run a program, and judge it by its entries into the kernel");
  add_confirm(app, options.confirm);
  add_verbose(app, options.verbose);
  add_colour(app, options.colour);
}

void add_flags(CLI::App& app, WatchOptions& options) {
  add_process(app, options.process, "Only this process");
  app.add_option("--cgroup", options.cgroup,
                 "Only processes in this folder of cgroup 2 and below it")
      ->check(names_a_file);
  app.add_option("--comm", options.name, "Only processes of this name, as ps -o comm has it");
  auto* time = app.add_option("--for", options.time, "Report once, after a time such as 10s")
                   ->transform(time_span());
  app.add_flag_callback(
         "--once", [&options] { options.time = 1; }, "--for 1s")
      ->excludes(time);
  app.add_flag("--json", options.json, "As JSON, a line each second");
  add_verbose(app, options.verbose);
  add_colour(app, options.colour);
}

void add_flags(CLI::App& app, ShowOptions& options) {
  app.add_option("FILE", options.file, "A result, as --out or --format json wrote it")->required();
  add_colour(app, options.colour);
}

void add_flags(CLI::App& app, SelftestOptions& options) {
  add_cpu(app, options.cpu);
  app.add_option("--seconds", options.seconds, "How long to measure (default: 3)")
      ->check(number("3"));
  add_colour(app, options.colour);
}

void add_flags(CLI::App& app, TraceeOptions& options) {
  app.add_option("--calls", options.calls, "Names of calls")->delimiter(',')->required();
  app.add_option("--iterations", options.n, "Calls between two pauses")->required();
  app.add_option("--port", options.port, "Where page addresses come from")->required();
}

}  // namespace vdsobench::bench
