#include "bench/cli/values.hpp"

#include <gtest/gtest.h>

namespace vdsobench::bench {
namespace {

// What a validator says of a text, and what it makes of it.
std::string said(const CLI::Validator& validator, std::string text) { return validator(text); }
std::string made(const CLI::Validator& validator, std::string text) {
  EXPECT_EQ(validator(text), "");
  return text;
}

TEST(Values, TakeNumbers) {
  for (const auto* good : {"0.5", "1e3", "-2", "nan"}) EXPECT_EQ(said(number("0.5"), good), "");
  EXPECT_EQ(said(number("0.5%"), "abc"), "takes a number such as 0.5%, not 'abc'");
  for (const auto* bad : {"", "1x", "1,5", "--"}) EXPECT_NE(said(number("0.5"), bad), "") << bad;
}

TEST(Values, TakeWholeNumbers) {
  EXPECT_EQ(said(whole_number("15"), "12"), "");
  for (const auto* bad : {"", "1.5", "x", "1-2", "99999999999"})
    EXPECT_EQ(said(whole_number("15"), bad),
              fmt::format("takes a whole number such as 15, not '{}'", bad));
}

TEST(Values, TakeOneCpu) {
  EXPECT_EQ(said(one_cpu(), "0"), "");
  for (const auto* bad : {"1-2", "-1", "1,2", "all"})
    EXPECT_EQ(said(one_cpu(), bad),
              fmt::format("takes one CPU by its number, such as 3, not '{}'", bad));
}

TEST(Values, TurnTimesIntoSeconds) {
  EXPECT_EQ(std::stod(made(time_span(), "10m")), 600);
  EXPECT_EQ(std::stod(made(time_span(), "1.5h")), 5400);
  EXPECT_EQ(std::stod(made(time_span(), "30s")), 30);
  EXPECT_EQ(std::stod(made(time_span(), "7")), 7);
  for (const auto* bad : {"", "m", "ten", "10d"})
    EXPECT_EQ(said(time_span(), bad),
              fmt::format("takes a time such as 30s or 10m, not '{}'", bad));
}

TEST(Values, TakeOneOfSeveralNames) {
  const auto colour = one_of(std::map<std::string, int>{{"auto", 0}, {"never", 2}, {"always", 1}});
  EXPECT_EQ(made(colour, "never"), "2");
  EXPECT_EQ(said(colour, "blue"), "takes always, auto or never, not 'blue'");
  EXPECT_NE(said(colour, "2"), "") << "a name, not its number";
}

TEST(Alternatives, AreJoinedAsInASentence) {
  EXPECT_EQ(alternatives({}), "");
  EXPECT_EQ(alternatives({"a"}), "a");
  EXPECT_EQ(alternatives({"a", "b"}), "a or b");
  EXPECT_EQ(alternatives({"a", "b", "c"}), "a, b or c");
}

}  // namespace
}  // namespace vdsobench::bench
