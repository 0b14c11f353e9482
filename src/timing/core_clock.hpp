#pragma once

#include <cstddef>
#include <vector>

#include "timing/cycle_timer.hpp"
#include "timing/frequency.hpp"

namespace vdsobench::timing {

/// How fast the tick counter and the core ran while a timer was at work. Of a CPU whose counter
/// changes its rate, no single rate turns the readings of the ruler into a clock: each stretch of
/// time has its own, and the core's is the median over them.
class CoreClock {
 public:
  /// From now on. The timer stays another's.
  explicit CoreClock(const CycleTimer& timer) : timer_(timer) {}

  /// To be called often: where a stretch has passed, it is taken into account.
  void look();

  /// Ends the first stretch however short it is.
  struct Rates {
    double counter_hz;
    double core_hz;
  };
  Rates rates();

 private:
  void end_stretch(const Moment& now);

  const CycleTimer& timer_;
  const Moment begin_ = now();
  Moment last_ = begin_;
  std::size_t readings_ = 0;  // of the ruler, until the last stretch ended
  std::vector<double> core_hz_;
};

}  // namespace vdsobench::timing
