#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "calls/loop.hpp"

namespace vdsobench::timing {

/// Core cycles of single calls, each between two serialising reads of the counter: nothing before a
/// call overlaps with it, and it ends before anything after it starts.
struct SingleSamples {
  std::vector<std::vector<double>> calls;  // of each loop, in the order given
  double empty;                            // median of the same around a loop that makes no call
};

/// Net cycles of a call that is made alone, by quantile over calls.
struct Latency {
  std::uint64_t calls;
  double p10, p50, p90, p99, p999, p9999, max;
};

/// Each quantile is the call's less what there is around nothing.
Latency latency(std::vector<double> calls, double empty);

/// Samples of every call. They take turns as in measure(), with enough of them
/// for the rarest quantile to have several samples above it.
SingleSamples measure_singly(std::span<const calls::BoundLoop> loops,
                             const calls::Arguments& arguments, std::uint64_t seed);

}  // namespace vdsobench::timing
