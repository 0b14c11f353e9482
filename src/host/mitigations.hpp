#pragma once

#include <optional>
#include <string>

#include "base/root.hpp"

namespace vdsobench::host {

/// "name: state; name: state", in the order of names. The kernel's own semicolons within a state
/// become commas, so that "; " always parts two vulnerabilities. Absent where sysfs says nothing.
std::optional<std::string> mitigations(const Root& root);

}  // namespace vdsobench::host
