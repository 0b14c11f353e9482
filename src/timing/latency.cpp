#include "timing/latency.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

#include "timing/cycle_timer.hpp"
#include "timing/quantile.hpp"

namespace vdsobench::timing {

namespace {

// 25600 samples: two or three above the quantile of 99.99 %. A turn is short enough for the core's
// clock to hold still meanwhile, and its first calls warm the caches for the rest.
constexpr int turns = 128;
constexpr std::uint64_t calls_a_turn = 200;
constexpr std::uint64_t warming = 20;

void take_turn(const calls::BoundLoop& bound, const calls::Arguments& arguments, CycleTimer& timer,
               std::vector<double>& cycles) {
  bound.loop(warming, bound.target, arguments);
  timer.time_singly(bound.loop, bound.target, calls_a_turn, cycles);
}

}  // namespace

Latency latency(std::vector<double> calls, double empty) {
  std::ranges::sort(calls);
  const auto net = [&](double q) { return quantile(calls, q) - empty; };
  return {.calls = calls.size(),
          .p10 = net(0.10),
          .p50 = net(0.50),
          .p90 = net(0.90),
          .p99 = net(0.99),
          .p999 = net(0.999),
          .p9999 = net(0.9999),
          .max = net(1.0)};
}

SingleSamples measure_singly(std::span<const calls::BoundLoop> loops,
                             const calls::Arguments& arguments, std::uint64_t seed) {
  SingleSamples samples = {std::vector<std::vector<double>>(loops.size()), 0};
  for (auto& cycles : samples.calls) cycles.reserve(turns * calls_a_turn);
  std::vector<double> empty;
  std::vector<std::size_t> order(loops.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937_64 random(seed);
  CycleTimer timer(arguments);
  for (int turn = 0; turn < turns; ++turn) {
    std::ranges::shuffle(order, random);
    for (const std::size_t i : order) take_turn(loops[i], arguments, timer, samples.calls[i]);
    take_turn({calls::empty_loop, {}}, arguments, timer, empty);
  }
  samples.empty = median(std::move(empty));
  return samples;
}

}  // namespace vdsobench::timing
