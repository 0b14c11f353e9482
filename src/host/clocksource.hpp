#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/root.hpp"

namespace vdsobench::host {

struct Clocksource {
  std::string current;
  std::vector<std::string> available;  // best first
};

/// Absent where sysfs is.
std::optional<Clocksource> clocksource(const Root& root);

/// Can the vDSO read this clocksource? With any other, the high-resolution clocks enter the kernel.
/// Necessary, not sufficient: a paravirtual one also needs its hypervisor to call it stable.
bool has_vdso_mode(std::string_view clocksource);

/// The best of those available that the vDSO can read, but for the current one, which was seen not
/// to do; nothing if there is none.
std::optional<std::string> better_clocksource(const Clocksource& clocksource);

/// What a user types to have it, until the next boot.
std::string command_for(std::string_view clocksource);

}  // namespace vdsobench::host
