#include "timing/core_clock.hpp"

#include <gtest/gtest.h>

#include "calls/known.hpp"
#include "timing/quantile.hpp"

namespace vdsobench::timing {
namespace {

constexpr std::uint64_t batch = 1000;

TEST(CoreClock, OfOneStretchIsTheCountersByTheRuler) {
  const calls::Arguments arguments;
  CycleTimer timer(arguments);
  CoreClock clock(timer);
  for (int i = 0; i < 9; ++i) timer(calls::reference_sequences()[2].loop, {}, batch);
  const auto [counter_hz, core_hz] = clock.rates();
  EXPECT_DOUBLE_EQ(core_hz, counter_hz / median(timer.ticks_per_cycle()));
}

TEST(CoreClock, GoesOnOverManyStretches) {
  const calls::Arguments arguments;
  CycleTimer timer(arguments);
  CoreClock clock(timer);
  const std::int64_t end = raw_nanoseconds() + 200'000'000;
  while (raw_nanoseconds() < end) {
    timer(calls::reference_sequences()[2].loop, {}, batch);
    clock.look();
  }
  const auto [counter_hz, core_hz] = clock.rates();
  EXPECT_GT(counter_hz, 0);
  EXPECT_GT(core_hz, 0);
}

}  // namespace
}  // namespace vdsobench::timing
