#pragma once

#include "calls/process_facts.hpp"
#include "programs/origin.hpp"
#include "programs/subject.hpp"
#include "programs/watched.hpp"
#include "verdict/cause.hpp"

namespace vdsobench::programs {

/// What reasons are found in: this kernel, as this process has it.
struct Here {
  calls::ProcessFacts process_facts;
  verdict::MachineFacts machine_facts;
  unsigned own_filters = 0;  // that this program has put on those that it looks at
};

/// Why an entry was made, and what to do about it.
struct Explanation {
  verdict::Cause cause;
  bool avoidable;  // this kernel's vDSO answers the function, or would with another clocksource
};

/// By the causes of `check`, where the C library and the vDSO are those of another process.
Explanation explain(const Asked& asked, const Subject& subject, const Origin& origin,
                    const Here& here);

}  // namespace vdsobench::programs
