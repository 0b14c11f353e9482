#pragma once

#include <optional>
#include <string>

#include "host/clocksource.hpp"
#include "host/tsc_distrust.hpp"

namespace vdsobench::host {

/// What decides how the precise clocks get back into user space.
struct ClockFacts {
  Clocksource clocksource;  // under which calls enter the kernel
  std::optional<TscDistrust> tsc_distrust = {};
  bool invariant_tsc = false;
  std::string hypervisor = "none";  // as host::hypervisor() names it
};

/// What to do, a step a line: for now, and so that it survives a reboot. By what made the kernel
/// keep time otherwise, and never back to the clocksource that was seen to fail.
std::string clock_remedy(const ClockFacts& facts);

}  // namespace vdsobench::host
