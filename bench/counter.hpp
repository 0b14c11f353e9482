#pragma once

#include "bench/options.hpp"

namespace vdsobench::bench {

/// Counts in this process and writes a CounterReport to standard output. `vdsobench counter` is not
/// for users, but can be run by hand.
int counter(const CounterOptions& options);

}  // namespace vdsobench::bench
