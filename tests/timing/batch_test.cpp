#include "timing/batch.hpp"

#include <gtest/gtest.h>

namespace vdsobench::timing {

namespace {

std::uint64_t asked_for = 0;

long remembers(std::uint64_t n, calls::Target, const calls::Arguments&) {
  asked_for = n;
  return 0;
}

TEST(Batch, IsOneRunOfTheLoop) {
  time_batch(remembers, {}, {}, 77);
  EXPECT_EQ(asked_for, 77U);
}

// A million iterations of nothing take more than none, on any machine.
TEST(Batch, TakesTicks) {
  EXPECT_GT(time_batch(calls::empty_loop, {}, {}, 1'000'000),
            time_batch(calls::empty_loop, {}, {}, 1));
}

}  // namespace

}  // namespace vdsobench::timing
