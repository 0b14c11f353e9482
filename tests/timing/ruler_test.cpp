#include "timing/ruler.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace vdsobench::timing {

namespace {

// The counter and the core run at rates of one order everywhere, but a clock of nanoseconds beside
// a slow emulated core.
TEST(Ruler, GivesARateThatACoreCanHave) {
  const Ruler ruler;
  std::vector<double> rates;
  for (int i = 0; i < 50; ++i) rates.push_back(ruler.ticks_per_cycle());
  const double least = std::ranges::min(rates);
  EXPECT_GT(least, 0.05);
  EXPECT_LT(least, 100);
}

}  // namespace

}  // namespace vdsobench::timing
