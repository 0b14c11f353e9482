#pragma once

#include "bench/cli/options.hpp"

namespace vdsobench::bench {

/// Throw UsageError for what was read well, but cannot be measured or not together.
void check_limits(const RunOptions& options);
void check_limits(const SelftestOptions& options);

}  // namespace vdsobench::bench
