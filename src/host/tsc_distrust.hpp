#pragma once

#include <optional>
#include <string>

#include "base/root.hpp"

namespace vdsobench::host {

/// Why the kernel does not keep time by the TSC, in words; nothing where it does, where it could,
/// or where there is no TSC. By the kernel's command line, its log (a privileged user's evidence),
/// or the TSC missing from the list of clocksources (anybody's).
std::optional<std::string> tsc_distrust(const Root& root);

}  // namespace vdsobench::host
