#include "bench/commands/watch_live.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "bench/output/screen.hpp"
#include "bench/output/watch_table.hpp"

namespace vdsobench::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds between_frames(1);
constexpr char control_c = 3;

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

Frame frame(const programs::Interval& interval, const EntryCosts& costs, programs::Way way,
            const Settings& settings, const ScreenSize& size, bool colour) {
  const Display display = {size.columns, colour};
  const auto rows = watch_rows(interval, costs, settings.order);
  const auto most = std::max<std::size_t>(size.rows * 2 / 3, 5);  // the reasons stand below
  auto text = fmt::format("{}\n\n{}{}", watch_summary(rows), watch_table(rows, display, most),
                          left_out_text(interval));
  if (const auto note = way_note(way); !note.empty())
    text += fmt::format("note: {}\n", flowed_words(note, {display.width, 6, 6}));
  return frame_of(text, footer(settings, display), size);
}

}  // namespace

int watch_live(programs::Watcher& watcher, const EntryCosts& costs, bool colour) {
  Screen screen;
  Settings settings;
  programs::Interval interval;
  auto next = Clock::now();
  while (!settings.quit && screen.ending() == 0) {
    if (Clock::now() >= next) {
      watcher.look();
      if (!settings.paused) interval = watcher.take();
      next = Clock::now() + between_frames;
    }
    screen.show(frame(interval, costs, watcher.hooks().way(), settings, screen.size(), colour));
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now());
    if (const auto key = screen.key(std::max(left, std::chrono::milliseconds(0))))
      obey(*key, settings);
  }
  return screen.ending();
}

}  // namespace vdsobench::bench
