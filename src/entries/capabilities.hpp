#pragma once

#include "arch/result.hpp"

namespace vdsobench::entries {

/// include/uapi/linux/capability.h; headers before 5.8 lack the last two.
enum class Capability { sys_admin = 21, perfmon = 38, bpf = 39 };

/// Whether this thread may use it now; CAP_SYS_ADMIN stands for the other two (capabilities(7)).
bool has(Capability capability);

/// Gives up every capability of this thread for good: neither it nor a program that it starts can
/// use one again.
Result<bool> drop_capabilities();

}  // namespace vdsobench::entries
