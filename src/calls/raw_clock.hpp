#pragma once

#include <chrono>

namespace vdsobench::calls {

/// CLOCK_MONOTONIC_RAW, which no one slews, in place of std::chrono's steady clock: it goes on
/// where the tick counter may not be read.
struct RawClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<RawClock>;
  static constexpr bool is_steady = true;

  static time_point now();

  /// By the system call itself, whatever the vDSO could do.
  static time_point now_by_kernel();
};

}  // namespace vdsobench::calls
