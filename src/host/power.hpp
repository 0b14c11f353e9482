#pragma once

#include <string>
#include <vector>

#include "base/root.hpp"

namespace vdsobench::host {

/// Advice on frequency, turbo, power saving and idle states, for one CPU; a line each.
std::vector<std::string> power_advice(const Root& root, int cpu);

}  // namespace vdsobench::host
