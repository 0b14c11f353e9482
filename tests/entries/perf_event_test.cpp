#include "entries/perf_event.hpp"

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>

namespace vdsobench::entries {
namespace {

constexpr auto enter = "raw_syscalls/sys_enter";

// PERF_FORMAT_GROUP of perf_event_open(2): how many there are, and what each has counted.
std::array<std::uint64_t, 3> counts(const PerfEvent& leader) {
  std::array<std::uint64_t, 3> group = {};
  if (read(leader.descriptor(), group.data(), sizeof group) < 0) group = {};
  return group;
}

class PerfEventTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!leader_) GTEST_SKIP() << leader_.reason().text;
  }
  Result<PerfEvent> leader_ = PerfEvent::open(enter, nullptr);
};

TEST(PerfEventWithoutTracepoint, SaysWhyThereIsNone) {
  const auto event = PerfEvent::open("no_such/tracepoint", nullptr);
  ASSERT_FALSE(event);
  EXPECT_NE(event.reason().text.find("/sys/kernel/tracing"), std::string::npos);
}

TEST_F(PerfEventTest, CountsItsTracepointForThisThread) {
  const auto before = counts(leader_.value());
  for (int i = 0; i < 10; ++i) syscall(SYS_getppid);
  const auto after = counts(leader_.value());
  EXPECT_EQ(before[0], 1U);
  EXPECT_EQ(after[1] - before[1], 11U);  // the second reading is a system call, too
}

TEST_F(PerfEventTest, IsReadTogetherWithItsLeader) {
  const auto other = PerfEvent::open(enter, &leader_.value());
  ASSERT_TRUE(other) << other.reason().text;
  const auto group = counts(leader_.value());
  EXPECT_EQ(group[0], 2U);
  EXPECT_GT(group[1], group[2]);  // it has counted for longer
}

TEST_F(PerfEventTest, IsClosedWithItsObject) {
  const int number = [] { return PerfEvent::open(enter, nullptr).value().descriptor(); }();
  EXPECT_EQ(close(number), -1);
}

}  // namespace
}  // namespace vdsobench::entries
