#include "host/clock_events.hpp"

#include <fmt/format.h>

#include <utility>

#include "host/clocksource.hpp"
#include "host/kernel_log.hpp"
#include "host/tsc_distrust.hpp"

namespace vdsobench::host {

namespace {

std::string current_clocksource(const Root& root) {
  const auto found = clocksource(root);
  return found ? found->current : std::string();
}

std::string words_for(TscFault fault) {
  switch (fault) {
    case TscFault::watchdog:
      return "it drifted from another clock, or that one could not be read in time";
    case TscFault::warp:
      return "it is not the same on all CPUs";
    case TscFault::not_invariant:
      return "it may stop, or change its rate";
    case TscFault::parameter:
    case TscFault::unknown:
      break;
  }
  return "no reason is known";
}

}  // namespace

ClockEvents::ClockEvents(const Root& root)
    : root_(root), log_(end_of_kernel_log(root)), current_(current_clocksource(root)) {}

std::vector<ClockEvent> ClockEvents::take() {
  std::vector<ClockEvent> events;
  for (const auto& [stamp, text] : kernel_log_since(log_)) {
    const auto line = fmt::format("{} {}", stamp, text);
    if (auto name = clocksource_switched_to(text); !name.empty())
      change_to(std::move(name), line, events);
    else if (const auto fault = tsc_fault_told(text); fault && !std::exchange(distrusted_, true))
      events.push_back({ClockEvent::Kind::tsc_distrusted,
                        fmt::format("the kernel distrusts the TSC: {}", words_for(*fault)),
                        line,
                        {}});
  }
  change_to(current_clocksource(root_), {}, events);
  return events;
}

void ClockEvents::change_to(std::string clocksource, std::string line,
                            std::vector<ClockEvent>& events) {
  if (clocksource.empty() || clocksource == current_) return;
  const auto before = std::exchange(current_, std::move(clocksource));
  const auto was = before.empty() ? std::string() : fmt::format(", and was {}", before);
  events.push_back({ClockEvent::Kind::clocksource,
                    fmt::format("the clocksource is {}{}", current_, was), std::move(line),
                    current_});
}

}  // namespace vdsobench::host
