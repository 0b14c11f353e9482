#include "timing/session.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <thread>

#include "timing/batch.hpp"
#include "timing/batch_size.hpp"
#include "timing/frequency.hpp"

namespace vdsobench::timing {

namespace {

using Clock = std::chrono::steady_clock;

// Long enough to size batches by.
constexpr std::chrono::milliseconds calibration{5};

// Calls made before a batch is timed, as a share of it, to bring code and data into the caches.
constexpr std::uint64_t warm_share = 16;

double rough_ticks_per_ns() {
  const Moment begin = now();
  std::this_thread::sleep_for(calibration);
  return frequency(begin, now()) / 1e9;
}

class Rounds {
 public:
  Rounds(std::span<const calls::BoundCall> calls, const calls::Arguments& arguments,
         std::uint64_t seed, double ticks_per_ns)
      : calls_(calls), arguments_(arguments), random_(seed), order_(calls.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    for (const auto& call : calls) {
      samples_.push_back({batch_size(call, arguments, ticks_per_ns), {}, {}});
      empty_[samples_.back().batch];
    }
  }

  void run_one() {
    std::ranges::shuffle(order_, random_);
    for (const std::size_t i : order_) time_call(i);
    for (auto& [batch, ticks] : empty_)
      ticks.push_back(time_batch(calls::empty_loop, {}, arguments_, batch));
  }

  std::vector<Samples> take_samples() {
    for (auto& samples : samples_) samples.empty = empty_[samples.batch];
    return std::move(samples_);
  }

 private:
  void time_call(std::size_t i) {
    const auto& [call, target] = calls_[i];
    const std::uint64_t batch = samples_[i].batch;
    call->loop(std::max<std::uint64_t>(batch / warm_share, 1), target, arguments_);
    samples_[i].ticks.push_back(time_batch(call->loop, target, arguments_, batch));
  }

  std::span<const calls::BoundCall> calls_;
  const calls::Arguments& arguments_;
  std::mt19937_64 random_;
  std::vector<std::size_t> order_;
  std::vector<Samples> samples_;
  std::map<std::uint64_t, std::vector<std::uint64_t>> empty_;  // by length
};

}  // namespace

Session measure(std::span<const calls::BoundCall> calls, const calls::Arguments& arguments,
                const Plan& plan) {
  const Moment begin = now();
  Rounds rounds(calls, arguments, plan.seed, rough_ticks_per_ns());
  const auto end = Clock::now() + plan.duration;
  for (std::uint64_t done = 0; done < plan.least_rounds || Clock::now() < end; ++done)
    rounds.run_one();
  return {rounds.take_samples(), frequency(begin, now()) / 1e9};
}

}  // namespace vdsobench::timing
