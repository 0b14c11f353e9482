#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>

#include "bench/commands/commands.hpp"
#include "bench/commands/watching.hpp"
#include "bench/exit_status.hpp"
#include "bench/json_text.hpp"
#include "bench/output/terminal.hpp"
#include "bench/output/watch_json.hpp"
#include "bench/output/watch_table.hpp"

namespace vdsobench::bench {

namespace {

void require_process(int process) {
  if (kill(process, 0) != 0 && errno == ESRCH)
    throw UsageError(fmt::format("--pid: there is no process {}", process));
}

// A call that was lost or had no room may have been one.
int status_of(const programs::Interval& interval) {
  const auto avoidable = [](const auto& row) { return row.explanation.avoidable; };
  if (std::ranges::any_of(interval.rows, avoidable)) return found_something;
  return left_out_text(interval).empty() ? as_expected : measurement_failed;
}

void print_verdict(const programs::Interval& interval, std::span<const WatchRow> rows,
                   const Display& display, int process) {
  constexpr auto all_rows = std::numeric_limits<std::size_t>::max();
  if (rows.empty())
    fmt::print(
        "stayed in user space for {:.1f} s: process {}, as far as it asked for what a vDSO "
        "tells\n",
        interval.time.count(), process);
  else
    fmt::print("{:.1f} s: {}\n\n{}", interval.time.count(), watch_summary(rows),
               watch_table(rows, display, all_rows));
  fmt::print("{}", left_out_text(interval));
}

}  // namespace

int check_process(const CheckOptions& options) {
  require_process(*options.process);
  const auto display = display_for(options.colour, STDOUT_FILENO);
  const auto costs = entry_costs();
  auto watching =
      start_watching({.process = *options.process}, {},
                     options.verbose ? entries::Messages::shown : entries::Messages::silent);
  auto& watcher = watching.watcher;
  const auto interval = watch_for(watching, std::chrono::duration<double>(options.time));
  const auto rows = watch_rows(interval, costs, WatchOrder::cost);
  const int status = status_of(interval);
  if (options.json) {
    auto json = watch_json(interval, rows, to_string(watcher.hooks().way()));
    json["status"] = status;
    fmt::print("{}\n", json_text(json, 2));
  } else {
    print_verdict(interval, rows, display, *options.process);
  }
  return status;
}

}  // namespace vdsobench::bench
