#include "host/tsc_distrust.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "host/clocksource.hpp"
#include "host/cpu.hpp"
#include "host/kernel_log.hpp"
#include "host/kernel_parameters.hpp"

namespace vdsobench::host {

namespace {

// tsc_setup() and notsc_setup() in arch/x86/kernel/tsc.c; boot_override_clocksource() in
// kernel/time/clocksource.c, whose choice holds only if there is such a clocksource.
bool turns_tsc_away(const std::string& parameter, const Clocksource& sources) {
  constexpr std::string_view choice = "clocksource=";
  if (parameter == "tsc=unstable" || parameter == "notsc") return true;
  return parameter.starts_with(choice) && !has_vdso_mode(sources.current) &&
         parameter.substr(choice.size()) == sources.current;
}

std::optional<std::string> by_parameter(const Root& root, const Clocksource& sources) {
  for (const auto& parameter : shareable_parameters(root.read("proc/cmdline").value_or("")))
    if (turns_tsc_away(parameter, sources))
      return fmt::format("the kernel was started with {}", parameter);
  return {};
}

// mark_tsc_unstable() in arch/x86/kernel/tsc.c gives the cause; clocksource_watchdog() in
// kernel/time/clocksource.c names the clocksource; __sched_clock_work() in kernel/sched/clock.c.
bool tells_of_distrust(std::string_view message) {
  constexpr auto nowhere = std::string_view::npos;
  return message.find("Marking TSC unstable") != nowhere ||
         message.find("Marking clocksource 'tsc") != nowhere ||
         message.find("marking tsc unstable") != nowhere ||
         message.find("TSC found unstable after boot") != nowhere;
}

std::optional<std::string> by_log(const Root& root) {
  for (const std::string& message : kernel_log(root))
    if (tells_of_distrust(message)) return fmt::format("the kernel's log says \"{}\"", message);
  return {};
}

// A clocksource that proved unstable is no longer fit for high-resolution timers, and
// available_clocksource_show() in kernel/time/clocksource.c leaves such out.
std::optional<std::string> by_absence(const Clocksource& sources) {
  const bool listed =
      std::any_of(sources.available.begin(), sources.available.end(),
                  [](const std::string& name) { return name == "tsc" || name == "tsc-early"; });
  if (listed || sources.available.empty()) return {};
  return "the kernel left the TSC out of its clocksources ('sudo dmesg | grep -i tsc' may say why)";
}

}  // namespace

std::optional<std::string> tsc_distrust(const Root& root) {
  const auto sources = clocksource(root);
  if (!sources || sources->current.starts_with("tsc")) return {};
  if (!contains(all_features(root, 0), "tsc")) return {};
  if (auto reason = by_parameter(root, *sources)) return reason;
  if (auto reason = by_log(root)) return reason;
  return by_absence(*sources);
}

}  // namespace vdsobench::host
