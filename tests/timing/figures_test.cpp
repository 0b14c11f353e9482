#include "timing/figures.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <numeric>

namespace vdsobench::timing {
namespace {

std::vector<double> from_to(int first, int last) {
  std::vector<double> values(static_cast<std::size_t>(last - first + 1));
  std::iota(values.begin(), values.end(), first);
  return values;
}

TEST(Figures, SubtractTheEmptyLoop) {
  const auto result = figures({.batch = 100, .calls = {5200, 5200}, .empty = {200, 200}});
  EXPECT_DOUBLE_EQ(result.headline, 50);
  EXPECT_DOUBLE_EQ(result.p10, 50);
  EXPECT_DOUBLE_EQ(result.max, 50);
}

TEST(Figures, CountTheCalls) {
  const auto result = figures({.batch = 64, .calls = from_to(1, 30), .empty = {0}});
  EXPECT_EQ(result.calls, 64U * 30);
  EXPECT_EQ(result.batch, 64U);
}

TEST(Figures, DoNotCareForTheOrderOfBatches) {
  const auto rising = figures({.batch = 1, .calls = {1, 2, 3, 9}, .empty = {0, 1, 5}});
  const auto mixed = figures({.batch = 1, .calls = {9, 2, 1, 3}, .empty = {5, 0, 1}});
  EXPECT_EQ(rising.headline, mixed.headline);
  EXPECT_EQ(rising.p90, mixed.p90);
  EXPECT_EQ(rising.disturbed, mixed.disturbed);
}

TEST(Figures, AreQuantilesOverBatches) {
  const auto result = figures({.batch = 1, .calls = from_to(0, 100), .empty = {0}});
  EXPECT_DOUBLE_EQ(result.p10, 10);
  EXPECT_DOUBLE_EQ(result.p50, 50);
  EXPECT_DOUBLE_EQ(result.p90, 90);
  EXPECT_DOUBLE_EQ(result.p99, 99);
  EXPECT_DOUBLE_EQ(result.max, 100);
  EXPECT_DOUBLE_EQ(result.headline, 100 * headline_quantile);
}

TEST(Figures, AreInOrder) {
  const auto result = figures({.batch = 3, .calls = {7, 1, 900, 3, 3, 8}, .empty = {1, 2}});
  EXPECT_LE(result.p10, result.p50);
  EXPECT_LE(result.p50, result.p90);
  EXPECT_LE(result.p90, result.p99);
  EXPECT_LE(result.p99, result.max);
}

TEST(Figures, AreNotMovedByACompetitorThatTakesEveryOtherBatch) {
  Samples samples = {.batch = 10, .calls = {}, .empty = {100}};
  for (std::size_t i = 0; i < 100; ++i) samples.calls.push_back(i % 2 == 0 ? 600 : 90'000);
  EXPECT_DOUBLE_EQ(figures(samples).headline, 50);
}

TEST(Disturbed, IsTheShareOfBatchesFarAboveTheRest) {
  Samples samples = {.batch = 1, .calls = std::vector<double>(96, 1000), .empty = {0}};
  EXPECT_EQ(figures(samples).disturbed, 0);
  samples.calls.resize(100, 5000);
  EXPECT_DOUBLE_EQ(figures(samples).disturbed, 0.04);
}

TEST(ExactFigures, AreTheLeastBatchLessTheLeastEmptyOne) {
  const auto result = exact_figures({.batch = 10, .calls = {950, 850, 1200}, .empty = {60, 50}});
  ASSERT_TRUE(result) << result.reason().text;
  EXPECT_EQ(result.value().headline, 80);
}

TEST(ExactFigures, RefuseWhatIsNoWholeNumber) {
  const auto result = exact_figures({.batch = 10, .calls = {855}, .empty = {50}});
  ASSERT_FALSE(result);
  EXPECT_NE(result.reason().text.find("80.5"), std::string::npos) << result.reason().text;
}

TEST(ExactFigures, RefuseAWholeNumberByChance) {
  const auto result = exact_figures({.batch = 10, .calls = {850, 851, 853}, .empty = {50}});
  ASSERT_FALSE(result);
  EXPECT_NE(result.reason().text.find("80.1"), std::string::npos) << result.reason().text;
}

TEST(ExactFigures, TakeCallsThatGoTwoWays) {
  const auto result = exact_figures({.batch = 10, .calls = {850, 860, 860, 861}, .empty = {50}});
  ASSERT_TRUE(result) << result.reason().text;
  EXPECT_EQ(result.value().headline, 80);
}

}  // namespace
}  // namespace vdsobench::timing
