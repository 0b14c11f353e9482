#include "host/clocksource.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace vdsobench::host {

namespace {

// Those whose struct clocksource carries a vdso_clock_mode other than VDSO_CLOCKMODE_NONE.
constexpr std::array readable_by_vdso = std::to_array<std::string_view>({
    "tsc", "tsc-early",             // arch/x86/kernel/tsc.c
    "kvm-clock",                    // arch/x86/kernel/kvmclock.c, if PVCLOCK_TSC_STABLE_BIT
    "xen",                          // arch/x86/xen/time.c, if PVCLOCK_TSC_STABLE_BIT
    "hyperv_clocksource_tsc_page",  // drivers/clocksource/hyperv_timer.c
    "arch_sys_counter",             // drivers/clocksource/arm_arch_timer.c
    "riscv_clocksource",            // drivers/clocksource/timer-riscv.c
    "Constant",                     // arch/loongarch/kernel/time.c
    "timebase",                     // arch/powerpc/kernel/time.c
    "tod",                          // arch/s390/kernel/time.c
    "MIPS",                         // arch/mips/kernel/csrc-r4k.c
    "GIC",                          // drivers/clocksource/mips-gic-timer.c
});

constexpr std::string_view current_clocksource_file =
    "/sys/devices/system/clocksource/clocksource0/current_clocksource";

}  // namespace

std::optional<Clocksource> clocksource(const Root& root) {
  const auto current = root.read(current_clocksource_file);
  if (!current || current->empty()) return {};
  const auto available =
      root.read("sys/devices/system/clocksource/clocksource0/available_clocksource");
  return Clocksource{*current, words(available.value_or(""))};
}

bool has_vdso_mode(std::string_view clocksource) {
  return std::find(readable_by_vdso.begin(), readable_by_vdso.end(), clocksource) !=
         readable_by_vdso.end();
}

std::optional<std::string> better_clocksource(const Clocksource& clocksource) {
  for (const auto& name : clocksource.available)
    if (name != clocksource.current && has_vdso_mode(name)) return name;
  return {};
}

std::string command_for(std::string_view clocksource) {
  return fmt::format("echo {} | sudo tee {}", clocksource, current_clocksource_file);
}

}  // namespace vdsobench::host
