#include "timing/cycle_timer.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "calls/known.hpp"

namespace vdsobench::timing {

namespace {

using testing::Each;
using testing::Gt;
using testing::SizeIs;

constexpr std::uint64_t additions = 100;
constexpr std::uint64_t times = 500;

calls::Loop dependent_adds() {
  for (const auto& sequence : calls::reference_sequences())
    if (sequence.name == "100 dependent adds") return sequence.loop;
  return nullptr;
}

// Each waits for the one before it: a cycle each on any core, and more beside others.
TEST(CycleTimer, CountsCyclesOfTheCore) {
  const calls::Arguments arguments;
  CycleTimer timer(arguments);
  double least = timer(dependent_adds(), {}, times);
  for (int i = 0; i < 100; ++i) least = std::min(least, timer(dependent_adds(), {}, times));
  EXPECT_GT(least, 0.9 * additions * times);
  EXPECT_LT(least, 2.0 * additions * times);
}

TEST(CycleTimer, TimesSingleCallsAndKeepsItsReadings) {
  const calls::Arguments arguments;
  CycleTimer timer(arguments);
  std::vector<double> cycles = {1};
  timer.time_singly(dependent_adds(), {}, 5, cycles);
  EXPECT_THAT(cycles, SizeIs(6));
  EXPECT_THAT(cycles, Each(Gt(0)));
  timer.ticks_per_cycle_until_now();
  EXPECT_THAT(timer.ticks_per_cycle(), SizeIs(2));
}

}  // namespace

}  // namespace vdsobench::timing
