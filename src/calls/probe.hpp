#pragma once

#include <string>

#include "calls/bound.hpp"

namespace vdsobench::calls {

/// What became of a call when a child made it once.
struct Probe {
  enum class Ending { answered, refused, died, hung };
  Ending ending;
  int detail;  // errno where refused, signal where died
  std::string words() const;
};

/// Makes the call in a forked child, so that a fault, a seccomp kill or a hang ends only the child.
/// Throws std::system_error where no child can be had.
Probe probe(const BoundCall& call, const Arguments& arguments);

}  // namespace vdsobench::calls
