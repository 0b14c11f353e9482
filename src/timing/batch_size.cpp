#include "timing/batch_size.hpp"

#include <algorithm>

#include "timing/batch.hpp"
#include "timing/frequency.hpp"

namespace vdsobench::timing {

namespace {

constexpr std::uint64_t largest = 1U << 24;
constexpr int tries = 5;

// Long enough to size batches by.
constexpr std::int64_t calibration = 5'000'000;  // nanoseconds

// Without sleep, during which a counter may stand still.
double rough_ticks_per_ns() {
  const Moment begin = now();
  Moment end = begin;
  while (end.nanoseconds - begin.nanoseconds < calibration) end = now();
  return frequency(begin, end) / 1e9;
}

std::uint64_t fewest_ticks(const calls::BoundLoop& bound, const calls::Arguments& arguments,
                           std::uint64_t n) {
  auto fewest = time_batch(bound.loop, bound.target, arguments, n);
  for (int i = 1; i < tries; ++i)
    fewest = std::min(fewest, time_batch(bound.loop, bound.target, arguments, n));
  return fewest;
}

std::uint64_t batch_size(const calls::BoundLoop& bound, const calls::Arguments& arguments,
                         double least_ticks) {
  std::uint64_t n = 1;
  while (n < largest && static_cast<double>(fewest_ticks(bound, arguments, n)) < least_ticks)
    n *= 2;
  return n;
}

}  // namespace

std::vector<std::uint64_t> batch_sizes(std::span<const calls::BoundLoop> loops,
                                       const calls::Arguments& arguments) {
  const auto least_nanoseconds = static_cast<double>(least_batch(tick_source()));
  const double least_ticks = least_nanoseconds * rough_ticks_per_ns();
  std::vector<std::uint64_t> sizes;
  for (const auto& loop : loops) sizes.push_back(batch_size(loop, arguments, least_ticks));
  return sizes;
}

}  // namespace vdsobench::timing
