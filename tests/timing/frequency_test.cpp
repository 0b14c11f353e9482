#include "timing/frequency.hpp"

#include <gtest/gtest.h>

namespace vdsobench::timing {
namespace {

TEST(Frequency, IsTicksOverTime) {
  EXPECT_DOUBLE_EQ(frequency({0, 0}, {2'600'000'000, 1'000'000'000}), 2.6e9);
  EXPECT_DOUBLE_EQ(frequency({100, 50}, {100 + 24'000, 50 + 1'000'000}), 24e6);
}

TEST(Frequency, SurvivesACounterThatWrapsRound) {
  constexpr std::uint64_t shortly_before = ~std::uint64_t{0} - 999;
  EXPECT_DOUBLE_EQ(frequency({shortly_before, 0}, {1000, 1000}), 2e9);
}

TEST(Now, GoesForwardOnBothClocks) {
  const Moment first = now();
  const Moment second = now();
  EXPECT_LT(first.ticks, second.ticks);
  EXPECT_LT(first.nanoseconds, second.nanoseconds);
}

}  // namespace
}  // namespace vdsobench::timing
