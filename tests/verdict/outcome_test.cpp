#include "verdict/outcome.hpp"

#include <gmock/gmock.h>

#include <set>

namespace vdsobench::verdict {
namespace {

using enum Outcome;

const auto outcomes = all_outcomes();

TEST(Outcome, StandsInItsOwnRow) {
  EXPECT_THAT(outcomes, testing::ElementsAre(userspace, syscall, emulated, fallback, unavailable,
                                             blocked, disagrees, unconfirmed));
}

TEST(Outcome, HasWordsOfItsOwn) {
  std::set<std::string_view> names;
  std::set<std::string_view> meanings;
  std::set<char> marks;
  for (const auto outcome : outcomes) {
    names.insert(to_string(outcome));
    meanings.insert(meaning(outcome));
    marks.insert(mark(outcome));
  }
  EXPECT_EQ(names.size(), outcomes.size());
  EXPECT_EQ(meanings.size(), outcomes.size());
  EXPECT_EQ(marks.size(), outcomes.size());
}

// results/README.md promises these.
TEST(Outcome, IsNamedAsInResults) {
  std::vector<std::string_view> names;
  for (const auto outcome : outcomes) names.push_back(to_string(outcome));
  EXPECT_THAT(names, testing::ElementsAre("userspace", "syscall", "emulated", "fallback",
                                          "unavailable", "blocked", "disagrees", "unconfirmed"));
}

TEST(Outcome, IsTimedUnlessThereIsNothingToTime) {
  for (const auto outcome : outcomes)
    EXPECT_EQ(works(outcome), outcome != unavailable && outcome != blocked) << to_string(outcome);
}

TEST(Outcome, EntersTheKernelWhereACountSaidSo) {
  for (const auto outcome : outcomes)
    EXPECT_EQ(enters_kernel(outcome),
              outcome == syscall || outcome == emulated || outcome == fallback)
        << to_string(outcome);
}

TEST(Outcome, IsBadWhereTheFunctionCouldDoBetter) {
  for (const auto outcome : outcomes)
    EXPECT_EQ(is_bad(outcome), outcome == fallback || outcome == blocked || outcome == disagrees)
        << to_string(outcome);
}

}  // namespace
}  // namespace vdsobench::verdict
