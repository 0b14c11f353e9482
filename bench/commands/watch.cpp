#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <limits>
#include <vector>

#include "bench/commands/commands.hpp"
#include "bench/commands/watch_live.hpp"
#include "bench/commands/watching.hpp"
#include "bench/exit_status.hpp"
#include "bench/json_text.hpp"
#include "bench/output/event_text.hpp"
#include "bench/output/terminal.hpp"
#include "bench/output/watch_json.hpp"
#include "bench/output/watch_table.hpp"

namespace vdsobench::bench {

namespace {

constexpr auto all_rows = std::numeric_limits<std::size_t>::max();
constexpr std::chrono::seconds between_reports(1);

class Report {
 public:
  Report(const WatchOptions& options, const Display& display, programs::Way way)
      : options_(options), display_(display), way_(way) {}

  void print(const programs::Interval& interval, const std::vector<programs::Event>& events,
             const EntryCosts& costs) {
    seconds_ += interval.time.count();
    if (!options_.time || options_.json) print_events(events);
    const auto rows = watch_rows(interval, costs, WatchOrder::cost);
    if (options_.json)
      fmt::print("{}\n", json_text(watch_json(interval, rows, to_string(way_))));
    else if (options_.time)
      print_table(interval, rows, events);
    else
      for (const auto& row : rows) fmt::print("{}", watch_line(row, seconds_));
    if (!options_.json && !options_.time) fmt::print("{}", left_out_text(interval));
    if (const auto handed_on = flush_output(); !handed_on)
      throw MeasurementError(handed_on.reason().text);
  }

 private:
  void print_events(const std::vector<programs::Event>& events) const {
    for (const auto& event : events)
      fmt::print("{}\n", options_.json ? json_text(event_json(event))
                                       : fmt::format("{:.1f} s  {}", seconds_, event_line(event)));
  }

  void print_table(const programs::Interval& interval, std::span<const WatchRow> rows,
                   const std::vector<programs::Event>& events) const {
    fmt::print("{:.1f} s: {}\n\n{}{}", interval.time.count(), watch_summary(rows),
               watch_table(rows, display_, all_rows), left_out_text(interval));
    for (const auto& event : events)
      fmt::print("{}\n", flowed_words(event_line(event), {display_.width, 0, 2}));
    if (const auto note = way_note(way_); !note.empty())
      fmt::print("{}", note_text(note, display_));
  }

  const WatchOptions& options_;
  Display display_;
  programs::Way way_;
  double seconds_ = 0;
};

bool is_live(const WatchOptions& options) {
  return !options.json && !options.time && can_be_drawn_on(STDOUT_FILENO);
}

// As if it had not been held back.
int end_by(int signal_number) {
  if (signal_number != 0) raise(signal_number);
  return as_expected;
}

}  // namespace

int watch(const WatchOptions& options) {
  // Before the environment goes, with what the file lends.
  const auto display = display_for(options.colour, STDOUT_FILENO);
  const bool live = is_live(options);
  const auto costs = entry_costs();  // before calls are hooked, which makes them dearer
  auto watching = start_watching(
      {.process = options.process.value_or(0), .cgroup = options.cgroup}, options.name,
      options.verbose ? entries::Messages::shown : entries::Messages::silent);
  if (live) return end_by(watch_live(watching, costs, display.colour));
  Report report(options, display, watching.watcher.hooks().way());
  const std::chrono::duration<double> time =
      options.time ? std::chrono::duration<double>(*options.time) : between_reports;
  do {
    const auto interval = watch_for(watching, time);
    report.print(interval, watching.events.take(interval), costs);
  } while (!options.time);
  return as_expected;
}

}  // namespace vdsobench::bench
