#include "entries/tally.hpp"

#include <gmock/gmock.h>

namespace vdsobench::entries {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(Difference, IsWhatWasAdded) {
  Tally before = {}, after = {};
  before.syscalls[39] = 5;
  after.syscalls[39] = 15;
  after.syscalls[228] = 2;
  after.emulations[0] = 3;
  after.emulations[2] = 4;
  const auto count = difference(before, after, 10);
  EXPECT_EQ(count.calls, 10U);
  EXPECT_EQ(count.syscalls, 12U);
  EXPECT_EQ(count.emulations, 7U);
  EXPECT_THAT(count.by_number, ElementsAre(Pair(39, 10U), Pair(228, 2U)));
}

TEST(Difference, CountsNumbersBeyondTheTableToo) {
  Tally after = {};
  after.syscalls[VDSOBENCH_NUMBERS] = 6;
  const auto count = difference({}, after, 6);
  EXPECT_EQ(count.syscalls, 6U);
  EXPECT_THAT(count.by_number, ElementsAre(Pair(-1, 6U)));
}

TEST(Difference, OfNothingIsNothing) {
  const auto count = difference({}, {}, 4);
  EXPECT_EQ(count.entries_a_call(), 0.0);
  EXPECT_TRUE(count.by_number.empty());
}

}  // namespace
}  // namespace vdsobench::entries
