#include "timing/rounds.hpp"

#include <algorithm>
#include <utility>

namespace vdsobench::timing {

namespace {

// Calls made before a batch is timed, as a share of it, to bring code and data into the caches.
constexpr std::uint64_t warm_share = 16;

}  // namespace

Rounds::Rounds(std::span<const calls::BoundLoop> loops, const calls::Arguments& arguments,
               std::span<const std::uint64_t> batches, std::uint64_t seed)
    : loops_(loops), arguments_(arguments), tour_(loops.size(), seed) {
  for (const std::uint64_t batch : batches) {
    samples_.push_back({.batch = batch, .calls = {}, .empty = {}});
    empty_[batch];
  }
}

void Rounds::run_one(const Timer& timer) {
  tour_.round([&](std::size_t i) { time_batch_of(i, timer); });
  for (auto& [batch, cycles] : empty_) cycles.push_back(timer(calls::empty_loop, {}, batch));
}

std::vector<Samples> Rounds::take_samples() {
  for (auto& samples : samples_) samples.empty = empty_[samples.batch];
  return std::move(samples_);
}

void Rounds::time_batch_of(std::size_t i, const Timer& timer) {
  const auto& [loop, target] = loops_[i];
  const std::uint64_t batch = samples_[i].batch;
  loop(std::max<std::uint64_t>(batch / warm_share, 1), target, arguments_);
  samples_[i].calls.push_back(timer(loop, target, batch));
}

}  // namespace vdsobench::timing
