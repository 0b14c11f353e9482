#pragma once

#include <string>
#include <vector>

#include "base/root.hpp"

namespace vdsobench::host {

/// What the hypervisor calls itself on this CPU, and whom it imitates; none on hardware, and on
/// architectures where they do not.
std::vector<std::string> hypervisor_signatures();

/// "none", its name ("qemu" where QEMU emulates the CPU; "uml" and "gvisor" where a program stands
/// for the kernel), or "unknown" where the CPU says that it is a guest's and nothing says whose. By
/// the signatures, by the kernel's log where it may be read, and by the files that there are.
std::string hypervisor(const Root& root, const std::vector<std::string>& signatures);

}  // namespace vdsobench::host
