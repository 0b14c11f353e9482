#include "host/clocksource_watch.hpp"

#include <utility>

#include "host/clocksource.hpp"
#include "host/kernel_log.hpp"

namespace vdsobench::host {

namespace {

std::vector<std::string> switches_in(const std::vector<LogMessage>& messages) {
  std::vector<std::string> found;
  for (const auto& message : messages)
    if (auto name = clocksource_switched_to(message.text); !name.empty())
      found.push_back(std::move(name));
  return found;
}

}  // namespace

ClocksourceWatch::ClocksourceWatch(const Root& root) : root_(root), log_(end_of_kernel_log(root)) {
  look();
}

void ClocksourceWatch::look() {
  if (auto found = clocksource(root_)) add(std::move(found->current));
}

std::vector<std::string> ClocksourceWatch::seen() {
  const auto switches = switches_in(kernel_log_since(log_));
  if (!switches.empty() && !seen_.empty()) {
    seen_.resize(1);  // the log has all the others
    for (const auto& each : switches) add(each);
  }
  look();
  return seen_;
}

void ClocksourceWatch::add(std::string clocksource) {
  if (seen_.empty() || seen_.back() != clocksource) seen_.push_back(std::move(clocksource));
}

}  // namespace vdsobench::host
