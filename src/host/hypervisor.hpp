#pragma once

#include <string>

#include "host/root.hpp"

namespace vdsobench::host {

// "none", its name, or "unknown" where the CPU says that it is a guest's and nothing says whose.
// From files alone, which works alike on every architecture (CPUID leaves do not).
std::string hypervisor(const Root& root);

}  // namespace vdsobench::host
