#pragma once

#include <string_view>

#include "base/root.hpp"

namespace vdsobench::host {

/// A kernel that is itself a program of another one: it answers every system call in user space,
/// has a vDSO of its own, and no clocksource that could be bettered.
enum class UserKernel { none, uml, gvisor };

/// By what it writes into the files of /proc.
UserKernel user_kernel(const Root& root);

/// "uml" or "gvisor", as hypervisor() has it; empty for none.
std::string_view to_string(UserKernel kernel);

}  // namespace vdsobench::host
