#pragma once

#include <cstdint>

#include "calls/loop.hpp"

namespace vdsobench::timing {

/// Calls in a batch that lasts at least 20 µs, and under 40: longer ones collect interrupts,
/// shorter ones the price of the timer. A power of two, so that few empty loops serve all calls.
std::uint64_t batch_size(const calls::BoundLoop& bound, const calls::Arguments& arguments,
                         double ticks_per_ns);

}  // namespace vdsobench::timing
