#pragma once

#include <optional>
#include <string>

#include "base/root.hpp"

namespace vdsobench::host {

/// "initial", or "offset" in any other: its vDSO adds offsets to the clocks, if only zeros.
std::string time_namespace(const Root& root);

/// "disabled", "strict" or "filter"; absent where /proc is.
std::optional<std::string> seccomp_mode(const Root& root);

}  // namespace vdsobench::host
