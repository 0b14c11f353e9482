#include "timing/session.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "calls/known.hpp"

namespace vdsobench::timing {
namespace {

using calls::BoundLoop;

std::array<BoundLoop, 2> nops() {
  const auto known = calls::known_sequences();
  return {{{known[1].loop, {}}, {known[2].loop, {}}}};
}

TEST(Measure, GivesEveryLoopSamplesAndTheirEmptyBatches) {
  const calls::Arguments arguments;
  const Plan plan = {.duration = std::chrono::duration<double>(0), .least_rounds = 7, .seed = 1};
  const auto session = measure(nops(), arguments, plan);
  ASSERT_EQ(session.samples.size(), 2U);
  EXPECT_GT(session.counter_hz, 0);
  EXPECT_GT(session.core_hz, 0);
  for (const Samples& samples : session.samples) {
    EXPECT_EQ(samples.calls.size(), 7U);
    EXPECT_EQ(samples.empty.size(), 7U);
    EXPECT_TRUE(std::ranges::all_of(samples.calls, [](double cycles) { return cycles > 0; }));
  }
}

TEST(MeasureExactly, MakesEveryBatchOfTheSameLength) {
  const calls::Arguments arguments;
  const auto session = measure_exactly(nops(), arguments);
  ASSERT_EQ(session.samples.size(), 2U);
  EXPECT_EQ(session.samples[0].batch, session.samples[1].batch);
  EXPECT_EQ(session.samples[0].calls.size(), session.samples[1].calls.size());
  EXPECT_EQ(session.core_hz, 0);
}

}  // namespace
}  // namespace vdsobench::timing
