#include "timing/frequency.hpp"

#include <limits>
#include <stdexcept>

#include "calls/raw_clock.hpp"
#include "timing/tick_source.hpp"

namespace vdsobench::timing {

namespace {

constexpr int most_steps = 16;
constexpr std::int64_t patience = 1'000'000;  // nanoseconds
constexpr int most_reads = 1 << 22;           // some tenths of a second

}  // namespace

std::int64_t raw_nanoseconds() { return calls::RawClock::now().time_since_epoch().count(); }

// A clock may step on once in ten milliseconds only (clocksource jiffies): it is read at a step.
Moment now() {
  Moment best = {};
  auto narrowest = std::numeric_limits<std::uint64_t>::max();
  const std::int64_t first = raw_nanoseconds();
  if (tick_source() == TickSource::clock) return {static_cast<std::uint64_t>(first), first};
  std::int64_t seen = first;
  int reads = 0;
  for (int steps = 0; steps < most_steps && seen - first < patience;) {
    if (++reads > most_reads) throw std::runtime_error("CLOCK_MONOTONIC_RAW stands still");
    const std::uint64_t before = arch::ticks();
    const std::int64_t nanoseconds = raw_nanoseconds();
    const std::uint64_t width = arch::ticks() - before;
    if (nanoseconds == seen) continue;
    seen = nanoseconds;
    ++steps;
    if (width >= narrowest) continue;
    narrowest = width;
    best = {before + width / 2, nanoseconds};
  }
  return best;
}

double frequency(const Moment& from, const Moment& to) {
  const auto ticks = static_cast<double>(to.ticks - from.ticks);
  const auto nanoseconds = static_cast<double>(to.nanoseconds - from.nanoseconds);
  return ticks / nanoseconds * 1e9;
}

}  // namespace vdsobench::timing
