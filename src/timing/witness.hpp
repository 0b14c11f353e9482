#pragma once

#include <cstdint>

#include "timing/tick_source.hpp"

namespace vdsobench::timing {

/// Tells whether someone else uses the core just now, by its other hardware thread: additions that
/// only the width of the core holds up take up to twice as long then. Nothing else shows it: such a
/// neighbour costs no steal time, and the ruler waits for itself alone.
class Witness {
 public:
  /// As long as a step of the counter wants.
  Witness();

  /// What it took just now, a few microseconds; by the clock some hundred.
  [[gnu::always_inline]] double ticks() const {
    return static_cast<double>(ticks_of([this] { arch::witness(length_); }));
  }

  /// A step of the counter, in ticks, as it was seen when this was made.
  double step() const { return step_; }

  double additions() const { return static_cast<double>(length_ * arch::witness_adds); }

 private:
  double step_;
  std::uint64_t length_;
};

/// The smallest step that the tick counter was seen to take, in ticks: 1 or 2 on most CPUs, 26 on
/// some (Zen 4); by the clock 1.
double counter_step();

}  // namespace vdsobench::timing
