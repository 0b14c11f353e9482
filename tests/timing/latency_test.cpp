#include "timing/latency.hpp"

#include <gtest/gtest.h>

#include <array>
#include <numeric>

#include "calls/known.hpp"

namespace vdsobench::timing {
namespace {

TEST(Latency, IsQuantilesOverCallsLessNothing) {
  std::vector<double> cycles(10'001);
  std::iota(cycles.rbegin(), cycles.rend(), 100);
  const auto result = latency(cycles, 100);
  EXPECT_EQ(result.calls, 10'001U);
  EXPECT_DOUBLE_EQ(result.p10, 1000);
  EXPECT_DOUBLE_EQ(result.p50, 5000);
  EXPECT_DOUBLE_EQ(result.p90, 9000);
  EXPECT_DOUBLE_EQ(result.p99, 9900);
  EXPECT_DOUBLE_EQ(result.p999, 9990);
  EXPECT_DOUBLE_EQ(result.p9999, 9999);
  EXPECT_DOUBLE_EQ(result.max, 10'000);
}

TEST(Latency, OfOneCallThatWasHeldUpIsInTheMaximumAlone) {
  std::vector<double> cycles(20'001, 80);
  cycles[7] = 1e6;
  const auto result = latency(cycles, 30);
  EXPECT_EQ(result.p9999, 50);
  EXPECT_EQ(result.max, 1e6 - 30);
}

TEST(MeasureSingly, HasEnoughSamplesForTheRarestQuantile) {
  const auto known = calls::reference_sequences();
  const std::array<calls::BoundLoop, 1> loops = {{{known[2].loop, {}}}};
  const calls::Arguments arguments;
  const auto samples = measure_singly(loops, arguments, 1);
  ASSERT_EQ(samples.calls.size(), 1U);
  EXPECT_GE(samples.calls[0].size(), 20'000U);
  EXPECT_GT(samples.empty, 0);
}

}  // namespace
}  // namespace vdsobench::timing
