#pragma once

namespace vdsobench::bench {

/// Keeps this thread on one CPU. Throws UsageError where it may not run there.
void pin(int cpu);

}  // namespace vdsobench::bench
