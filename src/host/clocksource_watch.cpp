#include "host/clocksource_watch.hpp"

#include <string_view>
#include <utility>

#include "host/clocksource.hpp"
#include "host/kernel_log.hpp"

namespace vdsobench::host {

namespace {

// clocksource_select of kernel/time/clocksource.c says so of every change.
std::vector<std::string> switches_in(const std::vector<std::string>& messages) {
  constexpr std::string_view before_name = "Switched to clocksource ";
  std::vector<std::string> found;
  for (const auto& message : messages)
    if (const auto place = message.find(before_name); place != std::string::npos)
      found.push_back(message.substr(place + before_name.size()));
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
