#pragma once

#include <cstdint>

#include "calls/loop.hpp"
#include "timing/tick_source.hpp"

namespace vdsobench::timing {

/// Ticks that `n` calls take together, with the price of loop and timer still in it.
inline std::uint64_t time_batch(calls::Loop loop, calls::Target target,
                                const calls::Arguments& arguments, std::uint64_t n) {
  return ticks_of([&] { loop(n, target, arguments); });
}

}  // namespace vdsobench::timing
