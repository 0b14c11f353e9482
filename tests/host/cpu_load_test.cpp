#include "host/cpu_load.hpp"

#include <gtest/gtest.h>

#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

TEST(CpuTicks, CountsStealAsBusyAndGuestTimeOnce) {
  TempDir dir;
  //                              user nice sys idle iowait irq softirq steal guest guest_nice
  dir.write("proc/stat",
            "cpu  9 9 9 9 9 9 9 9 9 9\ncpu3 1 2 4 100 50 8 16 32 64 128\nintr 5 6\nctxt 7\n");
  const auto ticks = cpu_ticks(dir.root());
  ASSERT_EQ(ticks.size(), 1U);
  EXPECT_EQ(ticks.at(3).busy, 63U);
  EXPECT_EQ(ticks.at(3).total, 213U);
}

TEST(CpuTicks, UnderstandsTheShortLinesOfOldKernelsAndNoFile) {
  TempDir dir;
  EXPECT_TRUE(cpu_ticks(dir.root()).empty());
  dir.write("proc/stat", "cpu0 1 0 1 8\n");
  EXPECT_EQ(cpu_ticks(dir.root()).at(0).busy, 2U);
  EXPECT_EQ(cpu_ticks(dir.root()).at(0).total, 10U);
}

TEST(CpuLoad, IsTheShareOfTheTimeBetween) {
  const auto load =
      load_between({{0, {10, 100}}, {1, {10, 100}}}, {{0, {10, 105}}, {1, {14, 105}}});
  EXPECT_DOUBLE_EQ(load.at(0), 0.0);
  EXPECT_DOUBLE_EQ(load.at(1), 0.8);
}

TEST(CpuLoad, StaysWithinItsBoundsWhenCountersStepBack) {
  const auto load = load_between({{0, {10, 100}}, {1, {10, 100}}, {2, {10, 100}}},
                                 {{0, {9, 99}}, {1, {15, 102}}, {2, {10, 100}}});
  EXPECT_DOUBLE_EQ(load.at(0), 0.0);
  EXPECT_DOUBLE_EQ(load.at(1), 1.0);
  EXPECT_DOUBLE_EQ(load.at(2), 0.0);
}

TEST(CpuLoad, KnowsOnlyCpusSeenTwice) {
  EXPECT_TRUE(load_between({{0, {1, 2}}}, {{1, {1, 2}}}).empty());
}

}  // namespace
}  // namespace vdsobench::host
