#pragma once

#include <string>
#include <vector>

#include "base/root.hpp"

namespace vdsobench::host {

/// What the kernel itself wrote to its log, oldest first; nothing where this user may not read it.
std::vector<std::string> kernel_log(const Root& root);

}  // namespace vdsobench::host
