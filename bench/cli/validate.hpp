#pragma once

#include "bench/cli/options.hpp"

namespace vdsobench::bench {

/// Throw UsageError for what was read well, but cannot be measured or not together.
void check_limits(const RunOptions& options);
void check_limits(const SelftestOptions& options);
void check_limits(const CheckOptions& options);
void check_limits(const WatchOptions& options);

}  // namespace vdsobench::bench
