#pragma once

#include <atomic>
#include <cstdint>

#include "arch/arch.hpp"

namespace vdsobench::timing {

/// Holds threads until all have come, then lets them go within a cache line's way of each other. It
/// never enters the kernel, so that no thread has to be woken: a thread that waits keeps its CPU.
class SpinBarrier {
 public:
  explicit SpinBarrier(std::uint64_t threads) : threads_(threads) {}

  void wait() {
    const std::uint64_t before = arrived_.fetch_add(1, std::memory_order_acq_rel);
    const std::uint64_t all = (before / threads_ + 1) * threads_;
    while (arrived_.load(std::memory_order_acquire) < all) arch::relax();
  }

 private:
  const std::uint64_t threads_;
  alignas(64) std::atomic<std::uint64_t> arrived_ = 0;  // altogether, ever
};

}  // namespace vdsobench::timing
