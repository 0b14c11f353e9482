#include "bench/output/watch_rows.hpp"

#include <gmock/gmock.h>

#include "bench/sample_watch.hpp"

namespace vdsobench::bench {
namespace {

using testing::ElementsAre;

std::vector<std::string> names(WatchOrder order) {
  std::vector<std::string> names;
  for (const auto& row : watch_rows(sample_interval(), sample_costs, order))
    names.push_back(row.row.name);
  return names;
}

TEST(WatchRows, CostWhatACallCostsSoOftenASecond) {
  const auto rows = watch_rows(sample_interval(), sample_costs, WatchOrder::name);
  ASSERT_EQ(rows.size(), 3);
  EXPECT_EQ(rows[0].function, "clock_gettime:thread_cputime");
  EXPECT_DOUBLE_EQ(rows[0].rate, 100'000);
  EXPECT_DOUBLE_EQ(rows[0].cpu, 2);    // 100,000 calls of 200 ns: 20 ms of each second
  EXPECT_DOUBLE_EQ(rows[1].cpu, 1.6);  // by the page
  EXPECT_DOUBLE_EQ(rows[2].cpu, 0.1);
}

TEST(WatchRows, AreOrderedAsIsWanted) {
  EXPECT_THAT(names(WatchOrder::cost), ElementsAre("busy", "old", "server"));
  EXPECT_THAT(names(WatchOrder::rate), ElementsAre("busy", "server", "old"));
  EXPECT_THAT(names(WatchOrder::name), ElementsAre("busy", "old", "server"));
}

TEST(WatchRows, NameProcessesThatEndedTogether) {
  auto row = sample_row(7, "sh", VDSOBENCH_TIME, 1);
  EXPECT_EQ(process_text(row), "7 sh");
  row.ended = true;
  row.processes = 12;
  EXPECT_EQ(process_text(row), "sh (12 ended)");
}

TEST(WatchRows, ShortenNumbers) {
  EXPECT_EQ(short_number(0.5), "0.5");
  EXPECT_EQ(short_number(99), "99");
  EXPECT_EQ(short_number(830), "830");
  EXPECT_EQ(short_number(9'999), "10k");
  EXPECT_EQ(short_number(125'300), "125k");
  EXPECT_EQ(short_number(1'250'000), "1.25M");
}

TEST(WatchRows, SayWhatTheyLeaveOut) {
  auto interval = sample_interval();
  EXPECT_EQ(left_out_text(interval), "");
  interval.others[VDSOBENCH_TIME] = 3;
  interval.lost[VDSOBENCH_CLOCK_GETTIME] = 12;
  EXPECT_EQ(left_out_text(interval),
            "others, too many to tell apart: time 3 calls\n"
            "not counted, as their process was preempted in between: clock_gettime 12 calls\n");
}

}  // namespace
}  // namespace vdsobench::bench
