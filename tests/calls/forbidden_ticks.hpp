#pragma once

namespace vdsobench::calls {

/// Whether PR_SET_TSC, prctl(2), keeps a process here from reading the tick counter: some kernels
/// take it and do nothing.
bool ticks_can_be_forbidden();

/// Forbids this process to read the counter, and to lift that.
void forbid_ticks_for_good();

}  // namespace vdsobench::calls
