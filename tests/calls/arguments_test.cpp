#include "calls/arguments.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>

namespace vdsobench::calls {
namespace {

TEST(Arguments, LieWithin32Bits) {
  const Arguments arguments;
  for (const auto answer : {words::answer, words::second_answer})
    EXPECT_LE(arguments.word(answer), std::numeric_limits<std::uint32_t>::max());
}

TEST(Arguments, KeepTheirAnswersACacheLineApart) {
  const Arguments arguments;
  EXPECT_EQ(arguments.word(words::second_answer) - arguments.word(words::answer), 64);
  EXPECT_EQ(arguments.word(words::answer) % 64, 0);
}

TEST(Arguments, GiveEveryWordItsMeaning) {
  Arguments arguments;
  int state = 0;
  arguments.set_state(&state, 7);
  EXPECT_EQ(arguments.word(words::number(-3)), -3);
  EXPECT_EQ(arguments.word(words::null), 0);
  EXPECT_EQ(arguments.word(words::answer), reinterpret_cast<long>(arguments.answer()));
  EXPECT_EQ(arguments.word(words::state), reinterpret_cast<long>(&state));
  EXPECT_EQ(arguments.word(words::state_size), 7);
}

TEST(Arguments, AreClearedToAPatternOverBothAnswers) {
  Arguments arguments;
  std::ranges::fill_n(reinterpret_cast<std::byte*>(arguments.word(words::answer)), 128,
                      std::byte{1});
  arguments.clear();
  const auto is_pattern = [](std::byte byte) { return byte == std::byte{0xa5}; };
  EXPECT_TRUE(std::ranges::all_of(std::span(arguments.answer(), 128), is_pattern));
}

// A page of random bytes is the longest answer.
TEST(Arguments, HaveALockThatNoOneHoldsBehindTheLongestAnswer) {
  Arguments arguments;
  const auto* lock = reinterpret_cast<const std::uint32_t*>(arguments.word(words::lock));
  EXPECT_GE(arguments.word(words::lock) - arguments.word(words::answer), 4096);
  EXPECT_EQ(*lock, 0);
  arguments.clear();
  EXPECT_EQ(*lock, 0);
}

}  // namespace
}  // namespace vdsobench::calls
