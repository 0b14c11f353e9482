#include "timing/cycle_timer.hpp"

#include <algorithm>

#include "timing/batch.hpp"

namespace vdsobench::timing {

double CycleTimer::operator()(calls::Loop loop, calls::Target target, std::uint64_t n) {
  const auto ticks = static_cast<double>(time_batch(loop, target, arguments_, n));
  return ticks / ticks_per_cycle_until_now();
}

void CycleTimer::time_singly(calls::Loop loop, calls::Target target, std::uint64_t n,
                             std::vector<double>& cycles) {
  const std::size_t first = cycles.size();
  for (std::uint64_t i = 0; i < n; ++i)
    cycles.push_back(static_cast<double>(time_batch(loop, target, arguments_, 1)));
  const double rate = ticks_per_cycle_until_now();
  for (std::size_t i = first; i < cycles.size(); ++i) cycles[i] /= rate;
}

double CycleTimer::ticks_per_cycle_until_now() {
  const double after = ruler_.ticks_per_cycle();
  seen_.push_back(std::min(before_, after));
  before_ = after;
  return seen_.back();
}

}  // namespace vdsobench::timing
