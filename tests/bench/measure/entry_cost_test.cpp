#include "bench/measure/entry_cost.hpp"

#include <gtest/gtest.h>

namespace vdsobench::bench {
namespace {

const EntryCosts costs = {{"clock_gettime:monotonic/insn", 200},
                          {"gettimeofday/insn", 100},
                          {"gettimeofday/vsyscall", 900}};

TEST(EntryCost, IsThatOfTheFunctionOrOfItsLike) {
  EXPECT_EQ(entry_cost(costs, "gettimeofday", "insn"), 100);
  EXPECT_EQ(entry_cost(costs, "gettimeofday", "vsyscall"), 900);
  EXPECT_EQ(entry_cost(costs, "clock_gettime:tai", "insn"), 200);
  EXPECT_EQ(entry_cost(costs, "time", "vsyscall"), 900);
  EXPECT_GT(entry_cost(costs, "getcpu", "insn"), 0);
  EXPECT_EQ(entry_cost({}, "getcpu", "insn"), 0);
}

TEST(EntryCost, IsMeasuredHere) {
  const auto measured = entry_costs();
  EXPECT_TRUE(measured.contains("gettimeofday/insn"));
  for (const auto& [call, ns] : measured) EXPECT_GT(ns, 0) << call;
}

TEST(EntryCost, IsMeasuredOfWhatIsAskedFor) {
  for (const auto& [call, ns] : entry_costs({"gettimeofday", "getrandom"}))
    EXPECT_TRUE(call.starts_with("gettimeofday/") || call.starts_with("getrandom:32/")) << call;
  EXPECT_TRUE(entry_costs({"clock_gettime:realtime_alarm"}).contains("gettimeofday/insn"));
}

}  // namespace
}  // namespace vdsobench::bench
