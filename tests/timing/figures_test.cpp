#include "timing/figures.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <numeric>

namespace vdsobench::timing {
namespace {

std::vector<std::uint64_t> from_to(std::uint64_t first, std::uint64_t last) {
  std::vector<std::uint64_t> values(last - first + 1);
  std::iota(values.begin(), values.end(), first);
  return values;
}

TEST(Figures, SubtractTheEmptyLoop) {
  const auto result = figures({.batch = 100, .ticks = {5200, 5200}, .empty = {200, 200}}, 1.0);
  EXPECT_DOUBLE_EQ(result.ns, 50);
  EXPECT_DOUBLE_EQ(result.ns_p10, 50);
  EXPECT_DOUBLE_EQ(result.ns_max, 50);
}

TEST(Figures, TurnTicksIntoNanoseconds) {
  const auto result = figures({.batch = 10, .ticks = {1040}, .empty = {0}}, 2.6);
  EXPECT_DOUBLE_EQ(result.ns, 40);
}

TEST(Figures, CountTheCalls) {
  const auto result = figures({.batch = 64, .ticks = from_to(1, 30), .empty = {0}}, 1.0);
  EXPECT_EQ(result.calls, 64U * 30);
  EXPECT_EQ(result.batch, 64U);
}

TEST(Figures, DoNotCareForTheOrderOfBatches) {
  const auto rising = figures({.batch = 1, .ticks = {1, 2, 3, 9}, .empty = {0, 1, 5}}, 1.0);
  const auto mixed = figures({.batch = 1, .ticks = {9, 2, 1, 3}, .empty = {5, 0, 1}}, 1.0);
  EXPECT_EQ(rising.ns, mixed.ns);
  EXPECT_EQ(rising.ns_p90, mixed.ns_p90);
  EXPECT_EQ(rising.disturbed, mixed.disturbed);
}

TEST(Figures, AreQuantilesOverBatches) {
  const auto result = figures({.batch = 1, .ticks = from_to(0, 100), .empty = {0}}, 1.0);
  EXPECT_DOUBLE_EQ(result.ns_p10, 10);
  EXPECT_DOUBLE_EQ(result.ns_p50, 50);
  EXPECT_DOUBLE_EQ(result.ns_p90, 90);
  EXPECT_DOUBLE_EQ(result.ns_p99, 99);
  EXPECT_DOUBLE_EQ(result.ns_max, 100);
  EXPECT_DOUBLE_EQ(result.ns, 100 * headline_quantile);
}

TEST(Figures, AreInOrder) {
  const auto result = figures({.batch = 3, .ticks = {7, 1, 900, 3, 3, 8}, .empty = {1, 2}}, 0.5);
  EXPECT_LE(result.ns_p10, result.ns_p50);
  EXPECT_LE(result.ns_p50, result.ns_p90);
  EXPECT_LE(result.ns_p90, result.ns_p99);
  EXPECT_LE(result.ns_p99, result.ns_max);
}

TEST(Figures, AreNotMovedByACompetitorThatTakesEveryOtherBatch) {
  Samples samples = {.batch = 10, .ticks = {}, .empty = {100}};
  for (std::size_t i = 0; i < 100; ++i) samples.ticks.push_back(i % 2 == 0 ? 600 : 90'000);
  EXPECT_DOUBLE_EQ(figures(samples, 1.0).ns, 50);
}

TEST(Disturbed, IsTheShareOfBatchesFarAboveTheRest) {
  Samples samples = {.batch = 1, .ticks = std::vector<std::uint64_t>(96, 1000), .empty = {0}};
  EXPECT_EQ(figures(samples, 1.0).disturbed, 0);
  samples.ticks.resize(100, 5000);
  EXPECT_DOUBLE_EQ(figures(samples, 1.0).disturbed, 0.04);
}

}  // namespace
}  // namespace vdsobench::timing
