#include "bench/output/time_unit.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace vdsobench::bench {
namespace {

std::string_view name_of(const std::vector<double>& ns) { return unit_for(ns).name; }

TEST(UnitFor, IsTheLargestOfWhichEveryFigureHasOne) {
  EXPECT_EQ(name_of({2e6, 1e6}), "ms");
  EXPECT_EQ(name_of({2e9, 999'999}), "µs");
  EXPECT_EQ(name_of({2e9, 1000}), "µs");
  EXPECT_EQ(name_of({2e9, 999}), "ns");
  EXPECT_EQ(name_of({0}), "ns");
}

TEST(UnitFor, WithoutFiguresIsNanoseconds) { EXPECT_EQ(name_of({}), "ns"); }

TEST(UnitFor, SaysHowManyNanosecondsAUnitHas) {
  EXPECT_EQ(unit_for(std::vector<double>{5e6}).ns, 1e6);
}

}  // namespace
}  // namespace vdsobench::bench
