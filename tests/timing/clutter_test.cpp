#include "timing/clutter.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

#include "calls/loop.hpp"
#include "timing/quantile.hpp"
#include "timing/tick_source.hpp"

namespace vdsobench::timing {

namespace {

constexpr int turns = 101;
constexpr std::size_t lines = 256;  // 16 KiB: half of a first level
constexpr std::size_t words_a_line = 8;

// A walk over every line once, each of which names the next. A processor that reads ahead cannot
// know where it goes, and none of its waits is hidden behind another.
std::vector<std::size_t> walk() {
  std::vector<std::size_t> memory(lines * words_a_line);
  std::size_t line = 0;
  for (std::size_t i = 0; i < lines; ++i) {
    const std::size_t next = (line * 77 + 41) % lines;  // a full period: 76 is divided by 4
    memory[line * words_a_line] = next;
    line = next;
  }
  return memory;
}

double ticks_to_walk(const std::vector<std::size_t>& memory) {
  volatile std::size_t end = 0;
  return static_cast<double>(ticks_of([&] {
    std::size_t line = 0;
    for (std::size_t i = 0; i < lines; ++i) line = memory[line * words_a_line];
    end = line;
  }));
}

TEST(Clutter, IsMeasuredByAWalkOverEveryLine) {
  const std::vector<std::size_t> memory = walk();
  std::vector<bool> seen(lines);
  for (std::size_t i = 0, line = 0; i < lines; ++i, line = memory[line * words_a_line]) {
    EXPECT_FALSE(seen[line]) << line;
    seen[line] = true;
  }
}

// What lay in the first level of the cache does so no more. By the instruction clock of an emulator
// nothing would show: there is no cache.
TEST(Clutter, PushesOthersOutOfTheCaches) {
  const std::vector<std::size_t> memory = walk();
  Clutter clutter;
  std::vector<double> warm, cold;
  for (int i = 0; i < turns; ++i) {
    clutter.spread();
    cold.push_back(ticks_to_walk(memory));
    warm.push_back(ticks_to_walk(memory));
  }
  EXPECT_GT(median(cold), median(warm));
}

}  // namespace

}  // namespace vdsobench::timing
