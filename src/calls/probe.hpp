#pragma once

#include <chrono>
#include <string>

#include "calls/bound.hpp"

namespace vdsobench::calls {

/// What became of a call when a child made it once.
struct Probe {
  enum class Ending { answered, refused, died, hung };
  Ending ending;
  int detail;  // errno where refused, signal where died, seconds where hung
  std::string describe() const;
};

/// Makes the call in a forked child, so that a fault, a seccomp kill or a hang ends only the child.
/// Throws std::system_error where no child can be had. A call that answers at all does so within
/// microseconds; its child may have to wait for a CPU.
Probe probe(const BoundCall& call, const Arguments& arguments,
            std::chrono::seconds patience = std::chrono::seconds(20));

}  // namespace vdsobench::calls
