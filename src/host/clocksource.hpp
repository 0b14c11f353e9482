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

/// What a user types to have the best one that the vDSO can read; nothing if there is none.
std::optional<std::string> command_for_better(const Clocksource& clocksource);

}  // namespace vdsobench::host
