#include "bench/commands/watch_live.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <vector>

#include "bench/output/event_text.hpp"
#include "bench/output/screen.hpp"
#include "bench/output/watch_table.hpp"

namespace vdsobench::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds between_frames(1);
constexpr char control_c = 3;
constexpr std::ptrdiff_t shown_events = 3;  // the last ones, a line each

/// What the keys set.
struct Settings {
  WatchOrder order = WatchOrder::cost;
  bool paused = false;
  bool quit = false;
};

void obey(char key, Settings& settings) {
  if (key == 'q' || key == control_c) settings.quit = true;
  if (key == 'p' || key == ' ') settings.paused = !settings.paused;
  if (key == 'c') settings.order = WatchOrder::cost;
  if (key == 'r') settings.order = WatchOrder::rate;
  if (key == 'n') settings.order = WatchOrder::name;
}

std::string footer(const Settings& settings, const Display& display) {
  const auto text = fmt::format("q quit   p {}   sort by: c cost   r rate   n name",
                                settings.paused ? "go on (paused)" : "pause");
  return toned(text, Tone::faint, display);
}

/// What the screen tells of.
struct Shown {
  const programs::Interval& interval;
  const std::vector<programs::Event>& events;  // the last ones
  programs::Way way;
};

Frame frame(const Shown& shown, const EntryCosts& costs, const Settings& settings,
            const ScreenSize& size, bool colour) {
  const Display display = {size.columns, colour};
  const auto& [interval, events, way] = shown;
  const auto rows = watch_rows(interval, costs, settings.order);
  const auto most = std::max<std::size_t>(size.rows * 2 / 3, 5);  // the reasons stand below
  auto text = watch_summary(rows) + "\n";
  for (const auto& event : events) text += event_line(event) + "\n";
  text += "\n" + watch_table(rows, display, most) + left_out_text(interval);
  if (const auto note = way_note(way); !note.empty()) text += note_text(note, display);
  return frame_of(text, footer(settings, display), size);
}

}  // namespace

int watch_live(Watching& watching, const EntryCosts& costs, bool colour) {
  Screen screen;
  Settings settings;
  programs::Interval interval;
  std::vector<programs::Event> events;
  auto next = Clock::now();
  while (!settings.quit && screen.ending() == 0) {
    if (Clock::now() >= next) {
      look(watching);
      if (!settings.paused) {
        interval = watching.watcher.take();
        for (auto& event : watching.events.take(interval)) events.push_back(std::move(event));
        if (std::ssize(events) > shown_events)
          events.erase(events.begin(), events.end() - shown_events);
      }
      next = Clock::now() + between_frames;
    }
    const Shown shown = {interval, events, watching.watcher.hooks().way()};
    screen.show(frame(shown, costs, settings, screen.size(), colour));
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now());
    if (const auto key = screen.key(std::max(left, std::chrono::milliseconds(0))))
      obey(*key, settings);
  }
  return screen.ending();
}

}  // namespace vdsobench::bench
