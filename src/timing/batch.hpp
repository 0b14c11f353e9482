#pragma once

#include <cstdint>

#include "arch/arch.hpp"
#include "calls/loop.hpp"

namespace vdsobench::timing {

/// Ticks that `n` calls take together, with the price of loop and timer still in it.
inline std::uint64_t time_batch(calls::Loop loop, calls::Target target,
                                const calls::Arguments& arguments, std::uint64_t n) {
  const std::uint64_t begin = arch::ticks();
  loop(n, target, arguments);
  return arch::ticks() - begin;
}

}  // namespace vdsobench::timing
