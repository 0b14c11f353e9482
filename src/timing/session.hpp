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
  std::uint64_t least_rounds = 5;          // however long they take
  std::uint64_t seed = 0;                  // of the order of calls
};

/// Samples of every call, in the order given, and how fast counter and core ran meanwhile.
struct Session {
  std::vector<Samples> samples;
  double counter_hz;
  double core_hz;           // median over the run; 0 in exact mode, where there is no core
  std::uint64_t moves = 0;  // of a thread from one CPU to another
  double step = 0;          // of the counter, cycles; likewise 0, and where calls are not visited
  double additions = 0;     // in a witness, likewise
  EmptyLoops empty = {};    // likewise

  /// Of all its calls, by what was quiet in it.
  std::vector<Figures> figures() const { return judged_figures(samples, empty, step); }
};

/// That of the plan, or fewer where a batch takes long.
std::uint64_t least_rounds(const Plan& plan);

/// Times the calls on this thread, round after round. A round visits every call once (visits.hpp),
/// in random order, and times empty batches of every length that occurs.
Session measure(std::span<const calls::BoundLoop> loops, const calls::Arguments& arguments,
                const Plan& plan);

/// The same inside QEMU's instruction clock, where a tick is an instruction: short batches, a fixed
/// order and number of rounds, so that two runs do the very same. A sample is what a batch took
/// beyond one of half its length: the calls alone, without what leads into their loop.
Session measure_exactly(std::span<const calls::BoundLoop> loops, const calls::Arguments& arguments);

}  // namespace vdsobench::timing
