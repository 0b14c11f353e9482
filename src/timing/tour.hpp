#pragma once

#include <sched.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

namespace vdsobench::timing {

/// Rounds over all calls, each in an order of its own, so that whatever drifts falls on all alike.
class Tour {
 public:
  Tour(std::size_t calls, std::uint64_t seed) : random_(seed), order_(calls) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
  }

  /// Goes to each call once, by its number.
  template <class Go>
  void round(const Go& go) {
    std::ranges::shuffle(order_, random_);
    for (const std::size_t i : order_) go(i);
    look_where_it_runs();
  }

  /// How often a round ended on another CPU than the one before it.
  std::uint64_t moves() const { return moves_; }

 private:
  // taskset(1), a cpuset or a CPU that goes away may move a thread that had pinned itself.
  void look_where_it_runs() {
    const int cpu = sched_getcpu();
    if (cpu != cpu_) ++moves_;
    cpu_ = cpu;
  }

  std::mt19937_64 random_;
  std::vector<std::size_t> order_;
  int cpu_ = sched_getcpu();
  std::uint64_t moves_ = 0;
};

}  // namespace vdsobench::timing
