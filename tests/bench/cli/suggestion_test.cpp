#include "bench/cli/suggestion.hpp"

#include <gtest/gtest.h>

namespace vdsobench::bench {
namespace {

const std::vector<std::string> commands = {"run", "check", "list", "inspect", "selftest"};

TEST(Suggestion, IsWhatTwoLettersMakeOfTheWord) {
  EXPECT_EQ(suggestion("chek", commands), ": did you mean 'check'?");
  EXPECT_EQ(suggestion("chekc", commands), ": did you mean 'check'?");
  EXPECT_EQ(suggestion("lists", commands), ": did you mean 'list'?");
}

TEST(Suggestion, IsWhatBeginsWithTheWord) {
  const std::vector<std::string> functions = {"time", "clock_gettime:realtime", "clock_gettime:tai",
                                              "clock_gettime:monotonic"};
  EXPECT_EQ(suggestion("clock_gettime", functions),
            ": did you mean 'clock_gettime:realtime', 'clock_gettime:tai' or "
            "'clock_gettime:monotonic'?");
}

TEST(Suggestion, NamesAFewOfMany) {
  const std::vector<std::string> many = {"aa1", "aa2", "aa3", "aa4", "aa5"};
  EXPECT_EQ(suggestion("aa", many), ": did you mean 'aa1', 'aa2', 'aa3', 'aa4' ...?");
}

TEST(Suggestion, IsNoneWhereNothingIsNear) {
  EXPECT_EQ(suggestion("stray", commands), "");
  EXPECT_EQ(suggestion("xy", commands), "") << "two letters are near everything";
  EXPECT_EQ(suggestion("", commands), "");
  EXPECT_EQ(suggestion(std::string(1000, 'x'), commands), "");
  EXPECT_EQ(suggestion("run", {}), "");
}

TEST(Elsewhere, KnowsWhatOtherProgramsCallIt) {
  EXPECT_EQ(elsewhere("help"), ": that is vdsobench --help");
  EXPECT_EQ(elsewhere("-V"), ": that is vdsobench --version");
  EXPECT_EQ(elsewhere("compare"), ": that is scripts/compare.py");
  EXPECT_EQ(elsewhere("check"), "");
}

}  // namespace
}  // namespace vdsobench::bench
