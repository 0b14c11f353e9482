#include "calls/raw_clock.hpp"

#include <gtest/gtest.h>
#include <time.h>

namespace vdsobench::calls {
namespace {

// The system's own words for the same clock, to the nanosecond.
RawClock::time_point as_libc_reads_it() {
  timespec read;
  clock_gettime(CLOCK_MONOTONIC_RAW, &read);
  return RawClock::time_point(std::chrono::seconds(read.tv_sec) +
                              std::chrono::nanoseconds(read.tv_nsec));
}

TEST(RawClock, IsMonotonicRaw) {
  const auto before = as_libc_reads_it();
  const auto now = RawClock::now();
  EXPECT_LE(before, now);
  EXPECT_LE(now, as_libc_reads_it());
}

TEST(RawClock, IsTheSameByEitherWay) {
  const auto before = RawClock::now();
  const auto by_kernel = RawClock::now_by_kernel();
  const auto after = RawClock::now();
  EXPECT_LE(before, by_kernel);
  EXPECT_LE(by_kernel, after);
}

}  // namespace
}  // namespace vdsobench::calls
