#pragma once

#include <vector>

#include "bench/measure/confirmation.hpp"
#include "calls/call.hpp"
#include "calls/process_facts.hpp"
#include "verdict/finding.hpp"

namespace vdsobench::bench {

struct Examination {
  std::vector<verdict::Finding> findings;
  Confirmation confirmation;
};

/// Finds out about every call all that can be known without timing it. The thread must be pinned to
/// one CPU.
Examination examine_all(const std::vector<const calls::Call*>& calls,
                        const calls::ProcessFacts& process_facts, const ConfirmationPlan& plan);

}  // namespace vdsobench::bench
