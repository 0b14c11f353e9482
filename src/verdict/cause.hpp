#pragma once

#include <string>

#include "verdict/verdict.hpp"

namespace vdsobench::verdict {

/// A verdict's grade with why, and what to do.
struct Cause {
  Grade grade;
  std::string reason;
  std::string remedy;
};

/// Why a call that is blocked or lies does so.
Cause obstructed(const Finding& libc, const calls::Surroundings& surroundings);

/// Why a library call entered the kernel. `vdso` is the finding of the vDSO's own symbol, null for
/// functions that no vDSO has.
Cause entered(const Finding& libc, const Finding* vdso, const calls::Surroundings& surroundings,
              const Circumstances& circumstances);

}  // namespace vdsobench::verdict
