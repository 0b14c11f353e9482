#include "timing/states.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

#include "timing/quantile.hpp"
#include "timing/recordings.hpp"

namespace vdsobench::timing {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<double> costs_of(const std::vector<State>& states) {
  std::vector<double> costs;
  for (const auto& state : states) costs.push_back(state.cost);
  return costs;
}

TEST(States, AreToldApartByAGap) {
  const auto found = states({232, 170, 170.2, 232.3, 169.9, 231.9, 257, 170, 257.1, 257});
  EXPECT_THAT(costs_of(found), ElementsAre(170, 232, 257));
  EXPECT_DOUBLE_EQ(found[0].share, 0.4);
  EXPECT_DOUBLE_EQ(found[1].share, 0.3);
}

TEST(States, NeedThreeVisitsEach) {
  EXPECT_THAT(costs_of(states({100, 100, 170, 170, 170, 250})), ElementsAre(170));
  EXPECT_THAT(states({100, 100}), IsEmpty());
  EXPECT_THAT(states({}), IsEmpty());
}

TEST(States, OfAFewCyclesNeedATenthOfACycleBetweenThem) {
  EXPECT_THAT(costs_of(states({2, 2.1, 2.05, 2.12})), ElementsAre(2.075));
  EXPECT_THAT(costs_of(states({2, 2, 2, 3, 3, 3})), ElementsAre(2, 3));
}

TEST(States, MayBeBelowZeroWhereALoopCostsNothing) {
  EXPECT_THAT(costs_of(states({-0.01, 0, 0.01})), ElementsAre(0));
}

TEST(LowestHeld, PassesOverWhatFewHold) {
  const std::vector<double> sorted = {50, 98, 98.5, 100, 100.4, 101, 140};
  EXPECT_EQ(lowest_held(sorted, 0.01, 2), 98);
  EXPECT_EQ(lowest_held(sorted, 0.01, 3), 100);
  EXPECT_EQ(lowest_held(sorted, 0.01, 5), 50) << "no five are held: the least";
}

// One process of the twelve pays 3.8 ns more for every entry, and two were hardly ever quiet.
bool is_one_of_its_kind(int process) { return process == 7 || process == 9 || process == 11; }

TEST(States, TheLowestRepeatsOverTheProcessesOfTheRecording) {
  std::map<std::string, std::vector<double>> lowest;
  for (const auto& [process, call, ns] : quiet_visits())
    if (const auto found = states(ns); !found.empty() && !is_one_of_its_kind(process))
      lowest[call].push_back(found.front().cost);
  for (const char* call : {"getcpu/insn", "getppid/insn", "monotonic/insn"}) {
    ASSERT_TRUE(lowest.contains(call)) << call;
    auto& costs = lowest[call];
    std::ranges::sort(costs);
    EXPECT_EQ(costs.size(), 9U) << call;
    EXPECT_LT(costs.back() / costs.front(), 1.005) << call;
  }
}

}  // namespace

}  // namespace vdsobench::timing
