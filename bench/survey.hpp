#pragma once

#include <vector>

#include "bench/confirmation.hpp"
#include "calls/call.hpp"
#include "calls/surroundings.hpp"
#include "verdict/finding.hpp"

namespace vdsobench::bench {

struct Survey {
  std::vector<verdict::Finding> findings;
  Confirmation confirmation;
};

/// Finds out about every call all that can be known without timing it. The thread must be pinned to
/// one CPU.
Survey survey(const std::vector<const calls::Call*>& calls, const calls::Surroundings& surroundings,
              const ConfirmationPlan& plan);

}  // namespace vdsobench::bench
