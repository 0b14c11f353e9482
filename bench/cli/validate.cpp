#include "bench/cli/validate.hpp"

#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "bench/exit_status.hpp"

namespace vdsobench::bench {

namespace {

// Not a number is within no limits; CLI::Range and CLI::PositiveNumber let it through.
void check_limit(std::string_view option, double value, double most, std::string_view unit) {
  if (value > 0 && value <= most) return;
  throw UsageError(
      fmt::format("{} takes more than 0 and up to {} {}, not {}", option, most, unit, value));
}

constexpr double longest_watch = 7 * 24 * 3600;

void check_process(std::optional<int> process) {
  if (process && *process < 1)
    throw UsageError(fmt::format("--pid takes the number of a process, not {}", *process));
}

// As bench/measure/summary.cpp has it: what the processes of a run share.
constexpr double least_interval = 0.3;

void check_precision(double per_cent) {
  check_limit("--precision", per_cent, 100, "%");
  if (per_cent >= least_interval) return;
  throw UsageError(
      fmt::format("--precision takes {} % or more, as no 95 % interval is ever narrower, not {}",
                  least_interval, per_cent));
}

// Of our own flags and of Google Benchmark's alike.
void check_numbers(const RunOptions& options) {
  const int processes = options.processes.value_or(1);
  if (processes < 1 || processes > 1000)
    throw UsageError(fmt::format("1 to 1000 processes can measure, not {}", processes));
  if (options.min_time) check_limit("--min-time", *options.min_time, 3600, "s");
  if (options.precision) check_precision(*options.precision);
  if (options.wait_quiet) check_limit("--wait-quiet", *options.wait_quiet, 24 * 3600, "s");
  check_limit("--max-time", options.max_time, 24 * 3600, "s");
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
  if (options.exact && options.precision)
    throw UsageError("--exact has no interval for --precision to narrow: leave it out");
  if (options.each_process && options.format != Format::csv && options.format != Format::console)
    throw UsageError(
        "--each-process is for --format csv or console: JSON has all processes, the table none");
}

}  // namespace

void check_limits(const RunOptions& options) {
  check_numbers(options);
  check_modes(options);
}

void check_limits(const SelftestOptions& options) {
  check_limit("--seconds", options.seconds, 3600, "s");
}

namespace {

void check_program(const CheckOptions& options) {
  const bool given = !options.program.empty();
  if (!given && (options.at_most || options.error_exitcode))
    throw UsageError("--at-most and --error-exitcode are of a program to run: write -- PROGRAM");
  if (given && (options.process || !options.require.empty()))
    throw UsageError("--pid, --require and -- PROGRAM judge different things: give one of them");
  if (options.at_most && *options.at_most < 0)
    throw UsageError(fmt::format("--at-most takes 0 or more, not {}", *options.at_most));
  const int status = options.error_exitcode.value_or(1);
  if (status < 1 || status > 255)
    throw UsageError(fmt::format("--error-exitcode takes 1 to 255, not {}", status));
}

}  // namespace

void check_limits(const CheckOptions& options) {
  check_program(options);
  check_process(options.process);
  check_limit("--for", options.time, longest_watch, "s");
  if (options.process && !options.require.empty())
    throw UsageError("--require is of this program's own calls, --pid of another's: give one");
}

void check_limits(const WatchOptions& options) {
  check_process(options.process);
  if (options.time) check_limit("--for", *options.time, longest_watch, "s");
}

}  // namespace vdsobench::bench
