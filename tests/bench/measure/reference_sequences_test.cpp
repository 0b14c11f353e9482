#include "bench/measure/reference_sequences.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "calls/call.hpp"
#include "calls/known.hpp"
#include "timing/tick_source.hpp"

namespace vdsobench::bench {
namespace {

// Each is held against one of the suite's own loops.
TEST(HandWrittenSequences, HaveTheNameOfALoopOfTheSuite) {
  for (const auto& sequence : hand_written_sequences()) {
    const bool known = std::ranges::any_of(calls::reference_sequences(), [&](const auto& other) {
      return other.name == sequence.name;
    });
    const bool call = std::ranges::any_of(
        calls::all_calls(), [&](const auto& other) { return other.name() == sequence.name; });
    EXPECT_TRUE(known || call) << sequence.name;
  }
}

TEST(HandWrittenSequences, LeaveNoneOfTheKnownOut) {
  for (const auto& known : calls::reference_sequences())
    EXPECT_EQ(std::ranges::count(hand_written_sequences(), known.name, &HandWritten::name), 1)
        << known.name;
}

TEST(HandWrittenSequences, ReadTheCounterOnlyWhereThatMayBeRead) {
  const auto last = hand_written_sequences().back().name;
  EXPECT_EQ(last == "tick/insn", timing::tick_source() == timing::TickSource::counter);
}

TEST(CyclesByHand, AreFinite) {
  const timing::Ruler ruler;
  const auto sequences = hand_written_sequences();
  const auto adds = std::ranges::find(sequences, "100 dependent adds", &HandWritten::name);
  ASSERT_NE(adds, sequences.end());
  EXPECT_TRUE(std::isfinite(cycles_by_hand(*adds, ruler)));
  EXPECT_TRUE(std::isfinite(cycles_by_hand(sequences.front(), ruler)));
}

}  // namespace
}  // namespace vdsobench::bench
