#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

#include "calls/loop.hpp"
#include "timing/figures.hpp"

namespace vdsobench::timing {

/// How long to measure.
struct Plan {
  std::chrono::duration<double> duration;  // of all rounds together
  std::uint64_t least_rounds = 20;         // however long they take
  std::uint64_t seed = 0;                  // of the order of calls
};

/// Samples of every call, in the order given, and how fast counter and core ran meanwhile.
struct Session {
  std::vector<Samples> samples;
  double counter_hz;
  double core_hz;           // median over the run; 0 in exact mode, where there is no core
  std::uint64_t moves = 0;  // of a thread from one CPU to another
};

/// That of the plan, or fewer where a batch takes long.
std::uint64_t least_rounds(const Plan& plan);

/// Times the calls on this thread, round after round. A round times one batch of every call, in
/// random order, so that whatever drifts falls on all of them alike, and one empty batch of every
/// length that occurs. Each batch is held against the core's clock as it was beside it.
Session measure(std::span<const calls::BoundLoop> loops, const calls::Arguments& arguments,
                const Plan& plan);

/// The same inside QEMU's instruction clock, where a tick is an instruction: short batches, a fixed
/// order and number of rounds, so that two runs do the very same. A sample is what a batch took
/// beyond one of half its length: the calls alone, without what leads into their loop.
Session measure_exactly(std::span<const calls::BoundLoop> loops, const calls::Arguments& arguments);

}  // namespace vdsobench::timing
