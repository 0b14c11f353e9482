#include "programs/events.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace vdsobench::programs {

namespace {

constexpr std::size_t most_falls = 10;  // of an interval: where the clock changes, all begin to

Event::Kind kind_of(host::ClockEvent::Kind kind) {
  return kind == host::ClockEvent::Kind::clocksource ? Event::Kind::clocksource
                                                     : Event::Kind::tsc_distrusted;
}

// Processes that have ended are put together, and begin nothing.
bool falls_back(const Row& row) {
  return row.origin.place == Place::vdso && row.explanation.avoidable && !row.ended;
}

Event fall_of(const Row& row, const std::string& function) {
  return {.kind = Event::Kind::falls_back,
          .text = fmt::format("{} {} begins to fall back to system calls in {}: {}", row.process,
                              row.name, function, row.explanation.cause.reason),
          .process = row.process};
}

}  // namespace

std::string_view to_string(Event::Kind kind) {
  constexpr std::array<std::string_view, 4> names = {"clocksource", "tsc distrusted", "falls back",
                                                     "more"};
  return names[static_cast<std::size_t>(kind)];
}

bool Events::look() {
  auto happened = clock_.take();
  for (auto& each : happened)
    of_clock_.push_back({.kind = kind_of(each.kind),
                         .text = std::move(each.text),
                         .kernels_line = std::move(each.kernels_line)});
  return !happened.empty();
}

std::vector<Event> Events::take(const Interval& interval) {
  auto events = std::exchange(of_clock_, {});
  add_falls(interval, events);
  return events;
}

void Events::add_falls(const Interval& interval, std::vector<Event>& events) {
  std::size_t told = 0, more = 0;
  for (const auto& row : interval.rows) {
    if (!falls_back(row)) continue;
    const auto function = name_of(row.asked);
    if (!falling_.emplace(row.process, function).second || !began_) continue;
    if (told++ < most_falls)
      events.push_back(fall_of(row, function));
    else
      ++more;
  }
  began_ = true;
  if (more > 0)
    events.push_back(
        {.kind = Event::Kind::more, .text = fmt::format("and {} more begin to fall back", more)});
}

}  // namespace vdsobench::programs
