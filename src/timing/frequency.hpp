#pragma once

#include <cstdint>

namespace vdsobench::timing {

/// A moment on what ticks and on CLOCK_MONOTONIC_RAW, the clock that no one slews.
struct Moment {
  std::uint64_t ticks;
  std::int64_t nanoseconds;
};

/// CLOCK_MONOTONIC_RAW.
std::int64_t raw_nanoseconds();

/// The present, as narrowly as a few tries can catch it. Throws std::runtime_error where that clock
/// stands still.
Moment now();

/// Ticks a second between two moments. The further apart they are, the truer: a second apart, the
/// error is below one part in ten million.
double frequency(const Moment& from, const Moment& to);

}  // namespace vdsobench::timing
