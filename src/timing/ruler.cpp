#include "timing/ruler.hpp"

#include <algorithm>
#include <limits>

#include "arch/arch.hpp"
#include "timing/tick_source.hpp"

namespace vdsobench::timing {

namespace {

constexpr int readings = 100;

// 15000 cycles, or by the clock three million.
std::uint64_t length_by(TickSource source) { return source == TickSource::clock ? 100'000 : 500; }

double ticks(std::uint64_t n) {
  return static_cast<double>(ticks_of([n] { arch::ruler(n); }));
}

}  // namespace

// The shortest ruler stands for the timer; what is longer by `length_` is longer by that alone.
Ruler::Ruler() : length_(length_by(tick_source())), shortest_(std::numeric_limits<double>::max()) {
  for (int i = 0; i < readings; ++i) shortest_ = std::min(shortest_, ticks(1));
}

double Ruler::ticks_per_cycle() const {
  return (ticks(length_ + 1) - shortest_) / static_cast<double>(length_ * arch::ruler_cycles);
}

}  // namespace vdsobench::timing
