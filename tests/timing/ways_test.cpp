#include "timing/ways.hpp"

#include <gmock/gmock.h>

#include "timing/tick_source.hpp"

namespace vdsobench::timing {
namespace {

using testing::AllOf;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;

// An empty loop: 7 instructions into it and out of it, 3 an iteration. A call's own loop reads
// arguments before that, which takes 4 more.
constexpr std::uint64_t empty_overhead = 7, iteration = 3, more = 4;
const Singles empty = {{10, 10, 10}, {13, 13, 13}};

constexpr std::uint64_t one(std::uint64_t net) { return empty_overhead + more + iteration + net; }
constexpr std::uint64_t two(std::uint64_t first, std::uint64_t second) {
  return empty_overhead + more + 2 * iteration + first + second;
}

// Singles and pairs of a call whose ways follow in this order, over and over.
Singles taking(const std::vector<std::uint64_t>& order, int rounds) {
  Singles singles;
  std::size_t at = 0;
  const auto next = [&] { return order[at++ % order.size()]; };
  for (int round = 0; round < rounds; ++round) {
    singles.ones.push_back(one(next()));
    const auto first = next();
    singles.twos.push_back(two(first, next()));
    singles.ones.push_back(one(next()));
  }
  return singles;
}

auto way(double instructions, double share) {
  return AllOf(Field(&Way::instructions, instructions),
               Field(&Way::share, DoubleNear(share, 1e-3)));
}

std::vector<Way> ways_of(const Singles& singles) {
  const auto figures = figures_of_ways(singles, empty);
  return figures ? figures.value().ways : std::vector<Way>{};
}

TEST(Ways, AreOneWhereEveryCallTakesTheSame) {
  const auto figures = figures_of_ways(taking({368}, 100), empty);
  ASSERT_TRUE(figures);
  EXPECT_EQ(figures.value().headline, 368);
  EXPECT_THAT(figures.value().ways, ElementsAre(way(368, 1)));
  EXPECT_EQ(figures.value().calls, 200U);
}

TEST(Ways, AreTheCommonestFirst) {
  const auto seldom = taking({102, 102, 102, 102, 102, 102, 102, 102, 102, 102, 1289}, 550);
  EXPECT_THAT(ways_of(seldom), ElementsAre(way(102, 10. / 11), way(1289, 1. / 11)));
}

TEST(Ways, OfEqualSharesAreTheCheaperFirst) {
  EXPECT_THAT(ways_of(taking({421, 421, 416, 416, 416, 421}, 300)),
              ElementsAre(way(416, 0.5), way(421, 0.5)));
}

TEST(Ways, AreNotWhatAnInterruptMadeOfOne) {
  auto hit = taking({368}, 500);
  hit.ones[10] = one(368 + 5123);
  hit.twos[20] = two(368, 368 + 5200);
  EXPECT_THAT(ways_of(hit), ElementsAre(way(368, 1)));
  for (const auto i : {30U, 31U, 32U, 33U}) hit.ones[i] = one(368 + 2616);  // alike by chance
  EXPECT_THAT(ways_of(hit), ElementsAre(way(368, 1)));
}

TEST(Ways, HoldARareOneThatIsNoInterrupts) {
  auto carried = taking({61}, 500);
  for (const auto i : {30U, 31U, 32U, 33U}) carried.ones[i] = one(67);
  EXPECT_THAT(ways_of(carried), ElementsAre(way(61, 0.996), way(67, 0.004)));
}

TEST(Ways, DoNotDependOnWhatLeadsIntoTheLoop) {
  auto steady = taking({50}, 10);
  for (auto& each : steady.ones) each += 9;
  for (auto& each : steady.twos) each += 9;
  EXPECT_THAT(ways_of(steady), ElementsAre(way(50, 1)));
}

TEST(Ways, AreNoneWhereNoTwoCallsAreAlike) {
  Singles singles;
  for (std::uint64_t i = 0; i < 100; ++i) {
    singles.ones.push_back(1000 + i * i);
    singles.twos.push_back(2000 + i * i);
  }
  const auto figures = figures_of_ways(singles, empty);
  ASSERT_FALSE(figures);
  EXPECT_THAT(figures.reason().text, HasSubstr("by up to 9801 (100 calls"));
}

TEST(MeasureWays, TakesAsManySinglesOfEveryCall) {
  if (tick_source() != TickSource::counter) GTEST_SKIP() << "there is no tick counter to read";
  const std::vector<calls::BoundLoop> loops = {{calls::empty_loop, {}}, {calls::empty_loop, {}}};
  const calls::Arguments arguments;
  const auto all = measure_ways(loops, arguments);
  ASSERT_EQ(all.calls.size(), 2U);
  for (const auto& singles : all.calls) {
    EXPECT_EQ(singles.ones.size(), 2 * singles.twos.size());
    EXPECT_EQ(singles.ones.size(), all.empty.ones.size());
  }
}

}  // namespace
}  // namespace vdsobench::timing
