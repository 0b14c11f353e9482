#pragma once

#include <cstdint>
#include <string_view>

#include "arch/arch.hpp"
#include "calls/raw_clock.hpp"

namespace vdsobench::timing {

/// What batches are timed by: the tick counter, or where this process may not read that, the system
/// call CLOCK_MONOTONIC_RAW, whose ticks are nanoseconds.
enum class TickSource { counter, clock };

/// The same for the whole life of a process.
TickSource tick_source();

std::string_view to_string(TickSource source);

/// Nanoseconds that are long beside the price of two reads and how far the source may be off.
std::int64_t least_batch(TickSource source);

/// Ticks that some work takes, with the price of two reads in it, and nothing else: the source is
/// chosen before the first.
template <class Work>
[[gnu::always_inline]] inline std::uint64_t ticks_of(const Work& work) {
  if (tick_source() == TickSource::clock) {
    const auto begin = calls::RawClock::now_by_kernel();
    work();
    return static_cast<std::uint64_t>((calls::RawClock::now_by_kernel() - begin).count());
  }
  const std::uint64_t begin = arch::ticks();
  work();
  return arch::ticks() - begin;
}

}  // namespace vdsobench::timing
