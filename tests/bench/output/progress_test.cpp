#include "bench/output/progress.hpp"

#include <gtest/gtest.h>

namespace vdsobench::bench {
namespace {

using std::chrono::seconds;

TEST(TimeLeft, IsUnknownBeforeTheFirstStepIsDone) { EXPECT_EQ(time_left(0, 10, seconds(3)), ""); }

TEST(TimeLeft, IsAsLongAStepAsThoseThatAreDone) {
  EXPECT_EQ(time_left(2, 10, seconds(2)), ", 8 s left");
  EXPECT_EQ(time_left(3, 4, std::chrono::milliseconds(3100)), ", 2 s left");  // rounded up
  EXPECT_EQ(time_left(1, 11, seconds(30)), ", 5 min left");
}

TEST(Progress, IsNoLineInALogBeforeFiveSecondsHavePassed) {
  testing::internal::CaptureStderr();
  {
    Progress progress(false);
    progress.say("measuring: process 1 of 10");
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace vdsobench::bench
