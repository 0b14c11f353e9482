#include "timing/rounds.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace vdsobench::timing {

namespace {

// Calls made before a batch is timed, as a share of it, to bring code and data into the caches.
constexpr std::uint64_t warm_share = 16;

}  // namespace

Rounds::Rounds(std::span<const calls::BoundLoop> loops, const calls::Arguments& arguments,
               std::span<const std::uint64_t> batches, std::uint64_t seed)
    : loops_(loops), arguments_(arguments), random_(seed), order_(loops.size()) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  for (const std::uint64_t batch : batches) {
    samples_.push_back({batch, {}, {}});
    empty_[batch];
  }
}

void Rounds::run_one(const Timer& timer) {
  std::ranges::shuffle(order_, random_);
  for (const std::size_t i : order_) time_batch_of(i, timer);
  for (auto& [batch, cycles] : empty_) cycles.push_back(timer(calls::empty_loop, {}, batch));
  look_where_it_runs();
}

std::vector<Samples> Rounds::take_samples() {
  for (auto& samples : samples_) samples.empty = empty_[samples.batch];
  return std::move(samples_);
}

// taskset(1), a cpuset or a CPU that goes away may move a thread that had pinned itself.
void Rounds::look_where_it_runs() {
  const int cpu = sched_getcpu();
  if (cpu != cpu_) ++moves_;
  cpu_ = cpu;
}

void Rounds::time_batch_of(std::size_t i, const Timer& timer) {
  const auto& [loop, target] = loops_[i];
  const std::uint64_t batch = samples_[i].batch;
  loop(std::max<std::uint64_t>(batch / warm_share, 1), target, arguments_);
  samples_[i].calls.push_back(timer(loop, target, batch));
}

}  // namespace vdsobench::timing
