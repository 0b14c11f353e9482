#include "timing/batch_size.hpp"

#include <algorithm>

#include "timing/batch.hpp"

namespace vdsobench::timing {

namespace {

constexpr double least_nanoseconds = 20'000;
constexpr std::uint64_t largest = 1U << 20;
constexpr int tries = 5;

std::uint64_t fewest_ticks(const calls::BoundLoop& bound, const calls::Arguments& arguments,
                           std::uint64_t n) {
  auto fewest = time_batch(bound.loop, bound.target, arguments, n);
  for (int i = 1; i < tries; ++i)
    fewest = std::min(fewest, time_batch(bound.loop, bound.target, arguments, n));
  return fewest;
}

}  // namespace

std::uint64_t batch_size(const calls::BoundLoop& bound, const calls::Arguments& arguments,
                         double ticks_per_ns) {
  const double least_ticks = least_nanoseconds * ticks_per_ns;
  std::uint64_t n = 1;
  while (n < largest && static_cast<double>(fewest_ticks(bound, arguments, n)) < least_ticks)
    n *= 2;
  return n;
}

}  // namespace vdsobench::timing
