#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "calls/loop.hpp"

namespace vdsobench::timing {

/// For each loop, the calls in a batch that lasts at least 20 µs, and under 40: longer ones collect
/// interrupts, shorter ones the price of the timer; by the clock 1 ms, and under 2. A power of two,
/// so that few empty loops serve all calls.
std::vector<std::uint64_t> batch_sizes(std::span<const calls::BoundLoop> loops,
                                       const calls::Arguments& arguments);

}  // namespace vdsobench::timing
