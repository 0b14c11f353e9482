#include "timing/witness.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <vector>

namespace vdsobench::timing {

namespace {

// 12,800 cycles where the core starts four additions in each.
constexpr std::uint64_t usual_length = 200;
constexpr std::uint64_t length_by_clock = 10'000;
constexpr std::uint64_t longest = 1U << 16;

// Of the witness, that a step of the counter may be: what is to be seen is one per cent.
constexpr double share_of_step = 0.003;

constexpr int looks = 1000;

bool by_clock() { return tick_source() == TickSource::clock; }

}  // namespace

// Where two reads one after the other can be equal, the step is what they differ by when they are
// not. A finer counter shows by how much such differences differ.
double counter_step() {
  if (by_clock()) return 1;
  std::set<std::uint64_t> apart;
  std::uint64_t before = arch::bare_ticks();
  for (int i = 0; i < looks; ++i) {
    const std::uint64_t now = arch::bare_ticks();
    apart.insert(now - before);
    before = now;
  }
  std::vector<std::uint64_t> steps(apart.size());
  std::adjacent_difference(apart.begin(), apart.end(), steps.begin());
  steps.erase(steps.begin());  // the least difference itself; where that is 0, the next is a step
  if (apart.contains(0) && !steps.empty()) return static_cast<double>(steps.front());
  return steps.empty() ? 1 : static_cast<double>(std::ranges::min(steps));
}

Witness::Witness() : step_(counter_step()), length_(by_clock() ? length_by_clock : usual_length) {
  while (length_ < longest && ticks() * share_of_step < step_) length_ *= 2;
}

}  // namespace vdsobench::timing
