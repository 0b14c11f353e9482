#include "timing/spin_barrier.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace vdsobench::timing {

namespace {

constexpr int turns = 50;

TEST(SpinBarrier, LetsNoOneGoBeforeAllHaveCome) {
  SpinBarrier barrier(2);
  std::atomic<int> come = 0;
  const auto go = [&] {
    for (int turn = 1; turn <= turns; ++turn) {
      ++come;
      barrier.wait();
      EXPECT_GE(come, 2 * turn);
      barrier.wait();
    }
  };
  std::jthread other(go);
  go();
}

TEST(SpinBarrier, OfOneWaitsForNoOne) {
  SpinBarrier barrier(1);
  for (int turn = 0; turn < turns; ++turn) barrier.wait();
}

}  // namespace

}  // namespace vdsobench::timing
