#pragma once

#include <string>

#include "verdict/verdict.hpp"

namespace vdsobench::verdict {

/// A verdict's grade with why, and what to do.
struct Cause {
  Grade grade;
  std::string reason;
  std::string remedy;  // a step a line
};

/// Why a call that is blocked or lies does so.
Cause obstructed(const Finding& libc, const calls::ProcessFacts& process_facts);

/// Why a library call entered the kernel. `vdso` is the finding of the vDSO's own symbol, null for
/// functions that no vDSO has.
Cause entered(const Finding& libc, const Finding* vdso, const calls::ProcessFacts& process_facts,
              const MachineFacts& machine_facts);

}  // namespace vdsobench::verdict
