#include "bench/output/display.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "bench/displays.hpp"

namespace vdsobench::bench {
namespace {

TEST(Toned, IsColouredOnlyWhereColourIsWantedAndThereIsText) {
  EXPECT_EQ(toned("x", Tone::bad, plain), "x");
  EXPECT_EQ(toned("x", Tone::plain, coloured), "x");
  EXPECT_EQ(toned("", Tone::bad, coloured), "");
  for (const auto tone : {Tone::good, Tone::poor, Tone::bad, Tone::faint}) {
    const auto text = toned("x", tone, coloured);
    EXPECT_TRUE(text.starts_with("\033[") && text.ends_with("\033[0m")) << text;
  }
}

TEST(DisplayWidth, CountsCharactersAndNoEscapes) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("25.6 ±0.3%"), 10U);
  EXPECT_EQ(display_width(toned("m±m", Tone::bad, coloured) + "m"), 4U);
}

TEST(Padded, FillsUpAndNeverCuts) {
  EXPECT_EQ(padded("±1", 4, Align::right), "  ±1");
  EXPECT_EQ(padded("±1", 4, Align::left), "±1  ");
  EXPECT_EQ(padded("12345", 4, Align::right), "12345");
  EXPECT_EQ(display_width(padded(toned("1", Tone::good, coloured), 4, Align::left)), 4U);
}

TEST(Flowed, BreaksBetweenPiecesOnly) {
  const std::array<std::string, 4> names = {"one", "two", "three", "four"};
  EXPECT_EQ(flowed(names, ", ", {.width = 80}), "one, two, three, four");
  EXPECT_EQ(flowed(names, ", ", {.width = 9, .indent = 2}), "one, two,\n  three,\n  four");
  EXPECT_EQ(flowed(names, ", ", {.width = 8, .indent = 0}), "one,\ntwo,\nthree,\nfour");
  EXPECT_EQ(flowed(names, ", ", {.width = 80, .column = 70}), "one, two,\nthree, four");
  EXPECT_EQ(flowed(names, "   ", {.width = 3}), "one\ntwo\nthree\nfour");
  EXPECT_EQ(flowed({}, ", ", {.width = 80}), "");
}

TEST(Flowed, IsNoWiderThanToldWithAnyWidth) {
  const std::vector<std::string> names(30, "seven77");
  for (std::size_t width = 8; width < 100; ++width) {
    const auto text = flowed(names, ", ", {.width = width});
    for (std::size_t start = 0; start < text.size();) {
      const auto end = std::min(text.find('\n', start), text.size());
      EXPECT_LE(end - start, width);
      start = end + 1;
    }
  }
}

TEST(FlowedWords, BreaksBetweenWords) {
  EXPECT_EQ(flowed_words("a sentence of  words", {.width = 10}), "a sentence\nof words");
  EXPECT_EQ(flowed_words("", {.width = 10}), "");
}

TEST(Labelled, GoesOnInAColumnOfItsOwn) {
  EXPECT_EQ(labelled("key", 5, "one two three", {14, false}), "key    one two\n       three\n");
  EXPECT_EQ(labelled("longer", 6, "x", {80, false}), "longer  x\n");
}

}  // namespace
}  // namespace vdsobench::bench
