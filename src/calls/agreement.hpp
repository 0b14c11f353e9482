#pragma once

#include <string>

#include "calls/bound.hpp"

namespace vdsobench::calls {

/// Whether a call tells the truth.
struct Agreement {
  enum class State { agrees, disagrees, unchecked };
  State state;
  std::string difference;  // what was seen, unless it agrees
};

/// Brackets the call by the system call that knows the answer: a time lies between the two, a CPU
/// (while pinned), a resolution or a process is what both say. Random bytes, which no one knows,
/// are new each time. The model is the kernel's own
/// tools/testing/selftests/vDSO/vdso_test_correctness.c.
Agreement agree(const BoundCall& call, Arguments& arguments);

}  // namespace vdsobench::calls
