#include "host/clocksource_watch.hpp"

#include <utility>

namespace vdsobench::host {

ClocksourceWatch::ClocksourceWatch(const Root& root) : events_(root) {
  if (!events_.clocksource().empty()) seen_.push_back(events_.clocksource());
}

void ClocksourceWatch::look() {
  for (auto& event : events_.take())
    if (event.kind == ClockEvent::Kind::clocksource) seen_.push_back(std::move(event.clocksource));
}

std::vector<std::string> ClocksourceWatch::seen() {
  look();
  return seen_;
}

}  // namespace vdsobench::host
