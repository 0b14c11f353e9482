#include "timing/clutter.hpp"

#include <gtest/gtest.h>

#include <cstdint>

#include "calls/loop.hpp"
#include "timing/quantile.hpp"
#include "timing/tick_source.hpp"

namespace vdsobench::timing {

namespace {

constexpr int turns = 101;

std::uint64_t sum_of(const std::vector<std::uint64_t>& memory) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < memory.size(); i += 8) sum += memory[i];
  return sum;
}

double ticks_to_sum(const std::vector<std::uint64_t>& memory) {
  volatile std::uint64_t sum = 0;
  return static_cast<double>(ticks_of([&] { sum = sum_of(memory); }));
}

// What lay in the first level of the cache does so no more. By the instruction clock of an emulator
// nothing would show: there is no cache.
TEST(Clutter, PushesOthersOutOfTheCaches) {
  const std::vector<std::uint64_t> memory(1024);
  Clutter clutter;
  std::vector<double> warm, cold;
  for (int i = 0; i < turns; ++i) {
    clutter.spread();
    cold.push_back(ticks_to_sum(memory));
    warm.push_back(ticks_to_sum(memory));
  }
  EXPECT_GT(median(cold), median(warm));
}

}  // namespace

}  // namespace vdsobench::timing
