#include "host/tsc_distrust.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "host/clocksource.hpp"
#include "host/cpu.hpp"
#include "host/kernel_log.hpp"
#include "host/kernel_parameters.hpp"
#include "host/user_kernel.hpp"

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

std::optional<TscDistrust> by_parameter(const Root& root, const Clocksource& sources) {
  for (const auto& parameter : shareable_parameters(root.read("proc/cmdline").value_or("")))
    if (turns_tsc_away(parameter, sources))
      return TscDistrust{TscFault::parameter,
                         fmt::format("the kernel was started with {}", parameter), parameter};
  return {};
}

struct Told {
  std::string_view words;
  TscFault fault;
};

// The first that a message holds tells. The causes that mark_tsc_unstable() is given in
// arch/x86/kernel (tsc.c, tsc_sync.c) and drivers/acpi/processor_idle.c; clocksource_watchdog() in
// kernel/time/clocksource.c names the clocksource; __clear_sched_clock_stable() in
// kernel/sched/clock.c.
constexpr auto told_by_log = std::to_array<Told>({
    {"Marking TSC unstable due to clocksource watchdog", TscFault::watchdog},
    {"Marking clocksource 'tsc", TscFault::watchdog},
    {"marking tsc unstable", TscFault::watchdog},
    {"TSC found unstable after boot", TscFault::watchdog},
    {"Marking TSC unstable due to check_tsc_sync_source failed", TscFault::warp},
    {"Marking TSC unstable due to TSC ADJUST", TscFault::warp},
    {"Marking TSC unstable due to TSCs unsynchronized", TscFault::not_invariant},
    {"Marking TSC unstable due to TSC halts in idle", TscFault::not_invariant},
    {"Marking TSC unstable due to cpufreq changes", TscFault::not_invariant},
    {"Marking TSC unstable", TscFault::unknown},
});

std::optional<TscDistrust> by_log(const Root& root) {
  for (const std::string& message : kernel_log(root))
    if (const auto fault = tsc_fault_told(message))
      return TscDistrust{*fault, fmt::format("the kernel's log says \"{}\"", message), {}};
  return {};
}

// A clocksource that proved unstable is no longer fit for high-resolution timers, and
// available_clocksource_show() in kernel/time/clocksource.c leaves such out.
std::optional<TscDistrust> by_absence(const Root& root, const Clocksource& sources) {
  const bool listed =
      std::any_of(sources.available.begin(), sources.available.end(),
                  [](const std::string& name) { return name == "tsc" || name == "tsc-early"; });
  if (listed || sources.available.empty()) return {};
  if (!has_invariant_tsc(root))
    return TscDistrust{TscFault::not_invariant,
                       "the CPU does not say that its TSC is invariant, and the kernel left it out "
                       "of its clocksources",
                       {}};
  return TscDistrust{
      TscFault::unknown,
      "the kernel left the TSC out of its clocksources ('sudo dmesg | grep -i tsc' may say why)",
      {}};
}

}  // namespace

std::optional<TscFault> tsc_fault_told(std::string_view message) {
  for (const auto& [words, fault] : told_by_log)
    if (message.find(words) != std::string_view::npos) return fault;
  return {};
}

std::optional<TscDistrust> tsc_distrust(const Root& root) {
  const auto sources = clocksource(root);
  if (!sources || sources->current.starts_with("tsc")) return {};
  if (!contains(all_features(root, 0), "tsc")) return {};
  if (user_kernel(root) != UserKernel::none) return {};  // shows its host's features, and uses none
  if (auto reason = by_parameter(root, *sources)) return reason;
  if (auto reason = by_log(root)) return reason;
  return by_absence(root, *sources);
}

bool has_invariant_tsc(const Root& root) {
  const auto features = all_features(root, 0);
  return contains(features, "constant_tsc") && contains(features, "nonstop_tsc");
}

}  // namespace vdsobench::host
