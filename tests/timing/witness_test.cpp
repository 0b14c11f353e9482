#include "timing/witness.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "timing/ruler.hpp"

namespace vdsobench::timing {

namespace {

constexpr int readings = 200;

double fastest(const Witness& witness) {
  double ticks = witness.ticks();
  for (int i = 0; i < readings; ++i) ticks = std::min(ticks, witness.ticks());
  return ticks;
}

TEST(Witness, IsLongBesideAStepOfTheCounter) {
  const Witness witness;
  EXPECT_LE(counter_step(), 0.004 * fastest(witness));
}

// No core starts less than one addition a cycle, or as many as the eight chains allow. A neighbour
// or an emulator may take what he wants of the upper bound's rest.
TEST(Witness, IsBoundByWhatTheCoreCanStart) {
  const Witness witness;
  const Ruler ruler;
  double rate = ruler.ticks_per_cycle();
  for (int i = 0; i < readings; ++i) rate = std::min(rate, ruler.ticks_per_cycle());
  const double a_cycle = witness.additions() / (fastest(witness) / rate);
  EXPECT_GT(a_cycle, 0.2);
  EXPECT_LT(a_cycle, 8.1);
}

TEST(CounterStep, IsAtLeastOneTick) {
  const double step = counter_step();
  EXPECT_GE(step, 1);
}

}  // namespace

}  // namespace vdsobench::timing
