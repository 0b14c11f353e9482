#pragma once

#include <cstdint>

#include "calls/bound.hpp"

namespace vdsobench::calls {

/// An answer as one number that can be compared with another of the same function: nanoseconds for
/// times, the number itself for CPUs and processes, all of them folded for random bytes.
struct Reading {
  int error;   // errno, 0 where the call answered
  bool given;  // false where a number in memory was left as it had been
  std::int64_t value;
};

/// Makes the call once and reads its answer.
Reading read_once(const BoundCall& call, Arguments& arguments);

}  // namespace vdsobench::calls
