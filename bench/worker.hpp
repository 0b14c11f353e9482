#pragma once

#include "bench/options.hpp"

namespace vdsobench::bench {

/// Measures in this process and writes a WorkerReport to standard output. `vdsobench worker` is not
/// for users, but can be run by hand.
int worker(const WorkerOptions& options);

}  // namespace vdsobench::bench
