#pragma once

#include <span>
#include <string>
#include <vector>

#include "bench/measure/measurement.hpp"

namespace vdsobench::bench {

/// A row of which more batches than this were disturbed: what lies above the median is no longer
/// the call's. The headline, a lower quartile, still is.
inline constexpr double share_that_matters = 0.25;

/// The CPU was taken away more often than this a second: the scheduler's own housekeeping stays far
/// below, and another busy process on the same CPU is given it some hundred times.
inline constexpr double switches_that_matter = 50;

/// What disturbed the run enough to matter, a line each; nothing on a quiet machine. Clocksources
/// are those that the kernel kept time by during the run, in their order; none where unknown.
std::vector<std::string> disturbances(const Measurement& measurement,
                                      std::span<const std::string> clocksources);

}  // namespace vdsobench::bench
