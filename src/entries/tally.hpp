#pragma once

#include "entries/count.hpp"
#include "entries/tally.h"

namespace vdsobench::entries {

using Tally = vdsobench_tally;

/// What a tally holds now. Reads memory that the kernel or a signal handler writes, and makes no
/// system call.
Tally read(const volatile Tally& tally);

/// What `calls` calls added between two readings.
Count difference(const Tally& before, const Tally& after, std::uint64_t calls);

}  // namespace vdsobench::entries
