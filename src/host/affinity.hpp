#pragma once

#include <sched.h>

#include <vector>

namespace vdsobench::host {

/// A mask of that CPU alone, as long as its number takes: one cpu_set_t ends at 1024 CPUs, and
/// CPU_SET(3) passes over what lies beyond.
std::vector<cpu_set_t> mask_of(int cpu);

/// Keeps this thread on one CPU. False, with errno, where it may not run there.
bool stay_on(int cpu);

/// Whether that could be; tried by a child, so that nothing of this process changes. A cpuset may
/// forbid a CPU, and a sandbox may forbid to choose any. Throws std::system_error where there can
/// be no child.
bool can_stay_on(int cpu);

}  // namespace vdsobench::host
