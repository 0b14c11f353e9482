#include "timing/core_clock.hpp"

#include "timing/quantile.hpp"

namespace vdsobench::timing {

namespace {

// Long beside the few microseconds that a moment may be off, short beside a run.
constexpr std::int64_t stretch = 50'000'000;  // nanoseconds

}  // namespace

void CoreClock::look() {
  if (raw_nanoseconds() - last_.nanoseconds >= stretch) end_stretch(now());
}

CoreClock::Rates CoreClock::rates() {
  if (core_hz_.empty()) end_stretch(now());
  return {frequency(begin_, last_), median(core_hz_)};
}

void CoreClock::end_stretch(const Moment& now) {
  const auto& seen = timer_.ticks_per_cycle();
  const auto first = seen.begin() + static_cast<std::ptrdiff_t>(readings_);
  core_hz_.push_back(frequency(last_, now) / median({first, seen.end()}));
  readings_ = seen.size();
  last_ = now;
}

}  // namespace vdsobench::timing
