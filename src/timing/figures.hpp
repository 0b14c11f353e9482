#pragma once

#include <cstdint>
#include <vector>

namespace vdsobench::timing {

/// What was measured of one call: ticks of every batch, and of empty batches of the same length.
struct Samples {
  std::uint64_t batch;               // calls in a batch
  std::vector<std::uint64_t> ticks;  // a batch each
  std::vector<std::uint64_t> empty;  // the loop and the timer alone
};

/// Net nanoseconds a call, by quantile over batches.
struct Figures {
  std::uint64_t calls;  // timed altogether
  std::uint64_t batch;
  double ns;  // the headline
  double ns_p10, ns_p50, ns_p90, ns_p99, ns_max;
  double disturbed;  // share of batches far above the rest, 0 to 1
};

/// Which quantile of batches is the headline.
inline constexpr double headline_quantile = 0.25;

/// A batch that took this many times the median was disturbed: an interrupt, a migration, another
/// process.
inline constexpr double disturbed_factor = 1.25;

/// From ticks to figures. Each quantile is the call's less the headline of its empty batches.
Figures figures(Samples samples, double ticks_per_ns);

}  // namespace vdsobench::timing
