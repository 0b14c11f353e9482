#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/root.hpp"

namespace vdsobench::host {

struct Clocksource {
  std::string current;
  std::vector<std::string> available;  // best first
};

// Absent where sysfs is.
std::optional<Clocksource> clocksource(const Root& root);

// Can the vDSO read this clocksource? With any other, the high-resolution clocks enter the kernel.
// Necessary, not sufficient: a paravirtual one also needs its hypervisor to call it stable.
bool has_vdso_mode(std::string_view clocksource);

// Where a user changes it.
inline constexpr std::string_view current_clocksource_file =
    "/sys/devices/system/clocksource/clocksource0/current_clocksource";

}  // namespace vdsobench::host
