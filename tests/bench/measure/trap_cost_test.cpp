#include "bench/measure/trap_cost.hpp"

#include <gtest/gtest.h>

#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

using enum verdict::Outcome;

Measurement with(std::vector<Row> rows) {
  Measurement measurement;
  measurement.core_hz = 3e9;
  measurement.rows = std::move(rows);
  return measurement;
}

TEST(TrapCost, IsWhatTheTrapWasMeasuredToCost) {
  const auto cost = trap_cost(with({measured("time/vdso", userspace, {6, 6, 6}),
                                    measured("getppid/insn", syscall, {300, 300, 300})}));
  ASSERT_TRUE(cost);
  EXPECT_EQ(cost->cycles, 300);
  EXPECT_DOUBLE_EQ(cost->nanoseconds, 100);
}

Row quiet(Row row) {
  for (auto& figures : row.figures) {
    auto with_share = figures.value();
    with_share.quiet = 0.5;
    figures = with_share;
  }
  return row;
}

TEST(TrapCost, TellsWhatAWrapperAddsWhereBothWereQuiet) {
  const auto bare = measured("getppid/insn", syscall, {300, 300});
  const auto wrapped = measured("getppid/syscall", syscall, {450, 450});
  EXPECT_DOUBLE_EQ(trap_cost(with({quiet(bare), quiet(wrapped)}))->wrapper, 50);
  EXPECT_EQ(trap_cost(with({bare, quiet(wrapped)}))->wrapper, 0);
  EXPECT_EQ(trap_cost(with({quiet(bare)}))->wrapper, 0);
}

TEST(TrapCost, IsUnknownWhereTheRunDidNotMeasureIt) {
  EXPECT_FALSE(trap_cost(with({measured("time/vdso", userspace, {6, 6, 6})})));
  EXPECT_FALSE(trap_cost(with({missing("getppid/insn", blocked, "a filter")})));
}

TEST(TrapCost, IsNotReadOutOfInstructions) {
  auto exact = with({measured("getppid/insn", syscall, {5})});
  exact.exact = true;
  EXPECT_FALSE(trap_cost(exact));
}

TEST(TrapCostNow, IsReadInCyclesAndNanoseconds) {
  const auto cost = trap_cost_now();
  if (!cost) GTEST_SKIP() << "getppid cannot be called here";
  EXPECT_GT(cost->cycles, 0);
  EXPECT_GT(cost->nanoseconds, 0);
}

}  // namespace
}  // namespace vdsobench::bench
