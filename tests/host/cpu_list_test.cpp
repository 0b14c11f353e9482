#include "host/cpu_list.hpp"

#include <gtest/gtest.h>

namespace vdsobench::host {
namespace {

TEST(CpuList, ReadsNumbersAndRanges) {
  EXPECT_EQ(parse_cpu_list("0-2,7,10-11\n"), (CpuSet{0, 1, 2, 7, 10, 11}));
  EXPECT_EQ(parse_cpu_list("5"), CpuSet{5});
}

TEST(CpuList, PassesOverWhatIsNoNumber) {
  for (const char* odd : {"", "\n", "(null)", " (null)", "-", "3-", "-3", "a-b", "2-1", "0x1",
                          "99999999999999999999", "0-99999999"}) {
    EXPECT_TRUE(parse_cpu_list(odd).empty()) << odd;
  }
  EXPECT_EQ(parse_cpu_list("x,1,2-y"), CpuSet{1});
}

TEST(CpuSets, MeetAndPart) {
  EXPECT_EQ(intersection({1, 2, 3}, {2, 3, 4}), (CpuSet{2, 3}));
  EXPECT_EQ(difference({1, 2, 3}, {2, 3, 4}), CpuSet{1});
}

}  // namespace
}  // namespace vdsobench::host
