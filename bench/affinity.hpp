#pragma once

namespace vdsobench::bench {

/// Keeps this thread on one CPU. Throws UsageError where it may not run there.
void pin(int cpu);

/// Keeps this thread on one CPU, whichever, where the process may choose one at all.
void pin_anywhere();

}  // namespace vdsobench::bench
