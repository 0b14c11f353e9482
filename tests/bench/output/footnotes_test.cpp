#include "bench/output/footnotes.hpp"

#include <gtest/gtest.h>

namespace vdsobench::bench {
namespace {

TEST(Footnotes, AreNumberedOnceEach) {
  Footnotes notes;
  EXPECT_EQ(notes.refer_to("a filter"), "[1]");
  EXPECT_EQ(notes.refer_to("no page"), "[2]");
  EXPECT_EQ(notes.refer_to("a filter"), "[1]");
  EXPECT_EQ(notes.lines({80, false}), "[1] a filter\n[2] no page\n");
}

TEST(Footnotes, ThatStandElsewhereAreNotSaidAgain) {
  Footnotes notes({"no vDSO answers it"});
  EXPECT_EQ(notes.refer_to("no page"), "[2]");
  EXPECT_EQ(notes.refer_to("no vDSO answers it"), "[1]");
  EXPECT_EQ(notes.lines({80, false}), "[2] no page\n");
}

TEST(Footnotes, AreBrokenBetweenWords) {
  Footnotes notes;
  notes.refer_to("no page here");
  EXPECT_EQ(notes.lines({12, false}), "[1] no page\n    here\n");
}

}  // namespace
}  // namespace vdsobench::bench
