#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "calls/loop.hpp"
#include "timing/ruler.hpp"

namespace vdsobench::timing {

/// Turns ticks into core cycles by the ruler's readings on either side of what is timed. The faster
/// one counts: what disturbs a reading makes it slower. Belongs to the thread that made it.
class CycleTimer {
 public:
  explicit CycleTimer(const calls::Arguments& arguments) : arguments_(arguments) {}

  /// Cycles that `n` calls take together, as timing::Timer wants them.
  double operator()(calls::Loop loop, calls::Target target, std::uint64_t n);

  /// The same for single calls one after another, a value each appended to `cycles`.
  void time_singly(calls::Loop loop, calls::Target target, std::uint64_t n,
                   std::vector<double>& cycles);

  /// What every reading of the ruler has counted for.
  const std::vector<double>& ticks_per_cycle() const { return seen_; }

  /// Reads the ruler. What was timed since the last reading took so many ticks a cycle.
  double ticks_per_cycle_until_now();

 private:
  const calls::Arguments& arguments_;
  Ruler ruler_;
  double before_ = ruler_.ticks_per_cycle();
  std::vector<double> seen_;
};

}  // namespace vdsobench::timing
