#include "bench/output/frame.hpp"

#include <gmock/gmock.h>

namespace vdsobench::bench {
namespace {

using testing::ElementsAre;

TEST(Frame, LinesAreCutWhereTheScreenEnds) {
  EXPECT_EQ(clipped("abcdef", 4), "abcd");
  EXPECT_EQ(clipped("abcd", 4), "abcd");
  EXPECT_EQ(clipped("µµµµ", 2), "µµ");
  EXPECT_EQ(clipped("\033[31mabcdef\033[0m", 2), "\033[31mab\033[0m");
  EXPECT_EQ(clipped("\033[31", 2), "\033[31");
}

TEST(Frame, TheLastRowIsTheFooters) {
  EXPECT_THAT(frame_of("a\nb\nc\nd\n", "keys", {10, 3}), ElementsAre("a", "b", "keys"));
  EXPECT_THAT(frame_of("a\n", "keys", {2, 3}), ElementsAre("a", "", "ke"));
  EXPECT_THAT(frame_of("a\n", "keys", {2, 1}), ElementsAre("ke"));
}

TEST(Frame, OnlyLinesThatDifferAreWritten) {
  EXPECT_EQ(update({"a", "b"}, {"a", "b"}), "");
  EXPECT_EQ(update({"a", "b"}, {"a", "c"}), "\033[2;1Hc\033[K");
  EXPECT_EQ(update({}, {"a"}), "\033[1;1Ha\033[K");
  EXPECT_EQ(update({"a", "b"}, {"a"}), "\033[J");
}

}  // namespace
}  // namespace vdsobench::bench
