#include "timing/quantile.hpp"

#include <gtest/gtest.h>

#include <array>

namespace vdsobench::timing {
namespace {

TEST(Quantile, OfOneValueIsThatValue) {
  constexpr std::array<double, 1> one = {42};
  for (const double q : {0.0, 0.25, 0.5, 1.0}) EXPECT_EQ(quantile(one, q), 42);
}

TEST(Quantile, ReachesFromTheSmallestToTheLargest) {
  constexpr std::array<double, 4> values = {1, 2, 3, 100};
  EXPECT_EQ(quantile(values, 0), 1);
  EXPECT_EQ(quantile(values, 1), 100);
}

TEST(Quantile, IsLinearBetweenNeighbours) {
  constexpr std::array<double, 2> two = {10, 20};
  EXPECT_DOUBLE_EQ(quantile(two, 0.25), 12.5);
  EXPECT_DOUBLE_EQ(quantile(two, 0.5), 15);
}

// numpy.quantile([1, 2, 4, 8, 16], q), whose places by hand are 4 q.
TEST(Quantile, IsWhatNumpyComputes) {
  constexpr std::array<double, 5> values = {1, 2, 4, 8, 16};
  EXPECT_DOUBLE_EQ(quantile(values, 0.1), 1.4);
  EXPECT_DOUBLE_EQ(quantile(values, 0.25), 2);
  EXPECT_DOUBLE_EQ(quantile(values, 0.5), 4);
  EXPECT_DOUBLE_EQ(quantile(values, 0.9), 12.8);
}

TEST(Quantile, OfEqualValuesIsThatValue) {
  constexpr std::array<double, 3> equal = {7, 7, 7};
  EXPECT_EQ(quantile(equal, 0.99), 7);
}

}  // namespace
}  // namespace vdsobench::timing
