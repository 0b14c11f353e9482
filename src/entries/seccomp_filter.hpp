#pragma once

#include "base/result.hpp"
#include "entries/tally.hpp"

namespace vdsobench::entries {

/// From here on this process can make no system call but to return from a signal and to exit: each
/// other is counted in `tally` and answered with what a success returns. There is no way back.
Result<> trap_system_calls(Tally& tally);

}  // namespace vdsobench::entries
