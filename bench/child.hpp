#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "arch/result.hpp"

namespace vdsobench::bench {

/// Starts this very program again with other arguments, in a process of its own with a fresh layout
/// of memory, and gives what it printed; or in words how it failed. It is killed at the deadline.
Result<std::string> run_self(const std::vector<std::string>& arguments,
                             std::chrono::milliseconds deadline);

/// For the process so started: ends with the run that it belongs to. Throws MeasurementError where
/// that has ended before this could be asked for, and left a pipe that no one reads.
void stay_with_parent();

}  // namespace vdsobench::bench
