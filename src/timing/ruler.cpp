#include "timing/ruler.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "arch/arch.hpp"

namespace vdsobench::timing {

namespace {

constexpr std::uint64_t length = 500;  // 15000 cycles
constexpr int tries = 100;

double ticks(std::uint64_t n) {
  const std::uint64_t begin = arch::ticks();
  arch::ruler(n);
  return static_cast<double>(arch::ticks() - begin);
}

}  // namespace

// The shortest ruler stands for the timer; what is longer by `length` is longer by that alone.
Ruler::Ruler() : shortest_(std::numeric_limits<double>::max()) {
  for (int i = 0; i < tries; ++i) shortest_ = std::min(shortest_, ticks(1));
}

double Ruler::ticks_per_cycle() const {
  return (ticks(length + 1) - shortest_) / static_cast<double>(length * arch::ruler_cycles);
}

}  // namespace vdsobench::timing
