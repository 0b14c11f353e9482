#include "timing/tour.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace vdsobench::timing {

namespace {

using testing::UnorderedElementsAre;

std::vector<std::size_t> round_of(Tour& tour) {
  std::vector<std::size_t> went;
  tour.round([&](std::size_t i) { went.push_back(i); });
  return went;
}

TEST(Tour, GoesToEachOnceARoundInAnotherOrder) {
  Tour tour(5, 1);
  std::vector<std::vector<std::size_t>> rounds;
  for (int i = 0; i < 10; ++i) {
    rounds.push_back(round_of(tour));
    EXPECT_THAT(rounds.back(), UnorderedElementsAre(0, 1, 2, 3, 4));
  }
  std::ranges::sort(rounds);
  EXPECT_NE(rounds.front(), rounds.back());
}

TEST(Tour, OfOneSeedIsOneOrder) {
  Tour first(20, 7), second(20, 7), other(20, 8);
  const auto order = round_of(first);
  EXPECT_EQ(order, round_of(second));
  EXPECT_NE(order, round_of(other));
}

}  // namespace

}  // namespace vdsobench::timing
