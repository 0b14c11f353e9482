#include "bench/output/selftest_table.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "bench/cli/selection.hpp"
#include "bench/displays.hpp"
#include "bench/measure/reference_sequences.hpp"
#include "calls/known.hpp"

namespace vdsobench::bench {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(Agrees, LetsOnePerCentDiffer) {
  EXPECT_TRUE(agrees({"x", 100.9, 100}));
  EXPECT_TRUE(agrees({"x", 99.1, 100}));
  EXPECT_FALSE(agrees({"x", 101.1, 100}));
  EXPECT_FALSE(agrees({"x", 98.9, 100}));
}

TEST(Agrees, LetsAFewHundredthsOfANanosecondDiffer) {
  EXPECT_TRUE(agrees({"x", 1.04, 1}));
  EXPECT_FALSE(agrees({"x", 1.06, 1}));
}

TEST(Agrees, WantsNothingToTakeNoTimeWhateverIsMeasuredByHand) {
  EXPECT_TRUE(agrees({"nothing", 0.01, 1}));
  EXPECT_TRUE(agrees({"nothing", -0.01, 0}));
  EXPECT_FALSE(agrees({"nothing", 0.03, 0.03}));
}

TEST(SelftestTable, SaysOfEachSequenceWhetherItAgrees) {
  const auto good = selftest_table({{"nothing", 0, 0}, {"10 nops", 2.01, 2}}, plain);
  EXPECT_THAT(good, AllOf(HasSubstr("10 nops"), HasSubstr("2.01 "), HasSubstr("+0.50 %"),
                          HasSubstr("agrees"), Not(HasSubstr("differs"))));
  const auto bad = selftest_table({{"10 nops", 3, 2}}, plain);
  EXPECT_THAT(bad, AllOf(HasSubstr("+50.00 %"), HasSubstr("differs"), HasSubstr("--seconds")));
}

TEST(SelftestTable, IsColouredOnlyWhereItIsToBe) {
  EXPECT_THAT(selftest_table({{"10 nops", 2, 2}}, {80, true}), HasSubstr("\033["));
  EXPECT_THAT(selftest_table({{"10 nops", 2, 2}}, plain), Not(HasSubstr("\033[")));
}

// Every sequence that the suite is held against has a loop in the suite, and the other way round.
TEST(HandWritten, HoldsEveryKnownSequenceAndOtherwiseCalls) {
  std::size_t known = 0;
  for (const auto& sequence : hand_written_sequences()) {
    const bool is_known = std::ranges::any_of(
        calls::reference_sequences(), [&](const auto& each) { return each.name == sequence.name; });
    known += is_known ? 1 : 0;
    if (!is_known) {
      EXPECT_NO_THROW(find_calls({std::string(sequence.name)})) << sequence.name;
    }
  }
  EXPECT_EQ(known, calls::reference_sequences().size());
}

TEST(HandWritten, CanAllBeTimed) {
  const timing::Ruler ruler;
  for (const auto& sequence : hand_written_sequences())
    EXPECT_TRUE(std::isfinite(cycles_by_hand(sequence, ruler))) << sequence.name;
}

}  // namespace
}  // namespace vdsobench::bench
