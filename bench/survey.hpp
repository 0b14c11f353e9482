#pragma once

#include <vector>

#include "calls/call.hpp"
#include "calls/surroundings.hpp"
#include "verdict/finding.hpp"

namespace vdsobench::bench {

/// Finds out about every call all that can be known without timing it. The thread must be pinned to
/// one CPU.
std::vector<verdict::Finding> survey(const std::vector<const calls::Call*>& calls,
                                     const calls::Surroundings& surroundings);

}  // namespace vdsobench::bench
