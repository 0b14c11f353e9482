#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bench/output/display.hpp"

namespace vdsobench::bench {

/// What a known sequence takes, in net nanoseconds.
struct Comparison {
  std::string_view sequence;
  double by_suite;
  double by_hand;
};

/// Whether the two agree: to 1 % or 0.05 ns, whichever is more; where there is nothing to measure,
/// whether the suite says so, to 0.02 ns.
bool agrees(const Comparison& comparison);

/// A line a sequence, and what to make of them.
std::string selftest_table(const std::vector<Comparison>& comparisons, const Display& display);

}  // namespace vdsobench::bench
