#include "bench/output/watch_json.hpp"

#include <gtest/gtest.h>

#include "bench/sample_watch.hpp"

namespace vdsobench::bench {
namespace {

TEST(WatchJson, HasAllOfARow) {
  auto interval = sample_interval();
  interval.lost[VDSOBENCH_GETCPU] = 5;
  const auto rows = watch_rows(interval, sample_costs, WatchOrder::cost);
  const auto object = watch_json(interval, rows, "kprobe");
  EXPECT_EQ(object["seconds"], 2.0);
  EXPECT_EQ(object["way"], "kprobe");
  EXPECT_EQ(object["lost"], nlohmann::json({{"getcpu", 5}}));
  EXPECT_TRUE(object["others"].empty());
  const auto& row = object["rows"].back();
  EXPECT_EQ(row["pid"], 1);
  EXPECT_EQ(row["function"], "gettimeofday");
  EXPECT_EQ(row["calls"], 20'000);
  EXPECT_EQ(row["from"], "libc");
  EXPECT_EQ(row["symbol"], "syscall");
  EXPECT_EQ(row["avoidable"], true);
  EXPECT_EQ(row["circumstances"].at(0), "32-bit");
}

}  // namespace
}  // namespace vdsobench::bench
