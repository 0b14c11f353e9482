#include "timing/frequency.hpp"

#include <time.h>

#include <limits>

#include "arch/arch.hpp"

namespace vdsobench::timing {

namespace {

constexpr int tries = 16;

std::int64_t raw_nanoseconds() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC_RAW, &time);
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

Moment now() {
  Moment best = {};
  auto narrowest = std::numeric_limits<std::uint64_t>::max();
  for (int i = 0; i < tries; ++i) {
    const std::uint64_t before = arch::ticks_before();
    const std::int64_t nanoseconds = raw_nanoseconds();
    const std::uint64_t width = arch::ticks_after() - before;
    if (width >= narrowest) continue;
    narrowest = width;
    best = {before + width / 2, nanoseconds};
  }
  return best;
}

double frequency(const Moment& from, const Moment& to) {
  const auto ticks = static_cast<double>(to.ticks - from.ticks);
  const auto nanoseconds = static_cast<double>(to.nanoseconds - from.nanoseconds);
  return ticks / nanoseconds * 1e9;
}

}  // namespace vdsobench::timing
