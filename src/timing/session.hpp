#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "calls/bound.hpp"
#include "timing/figures.hpp"

namespace vdsobench::timing {

/// How long to measure.
struct Plan {
  std::chrono::duration<double> duration;  // of all rounds together
  std::uint64_t least_rounds = 20;         // however long they take
  std::uint64_t seed = 0;                  // of the order of calls
};

/// Samples of every call, in the order given, and how fast the counter ran meanwhile.
struct Session {
  std::vector<Samples> samples;
  double ticks_per_ns;
};

/// Times the calls on this thread, round after round. A round times one batch of every call, in
/// random order, so that whatever drifts falls on all of them alike, and one empty batch of every
/// length that occurs.
Session measure(std::span<const calls::BoundCall> calls, const calls::Arguments& arguments,
                const Plan& plan);

}  // namespace vdsobench::timing
