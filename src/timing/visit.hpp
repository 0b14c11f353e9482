#pragma once

#include <cstdint>
#include <map>
#include <vector>

namespace vdsobench::timing {

/// A run of batches of one call, after a warm-up, each between two witnesses.
struct Visit {
  double cost;     // median of its batches, cycles a call, with those of the loop in them
  double fastest;  // of its witnesses, cycles
  double slowest;
};

/// Visits to the loop alone, by the length of batches, whose begin and end it has a share of.
using EmptyLoops = std::map<std::uint64_t, std::vector<Visit>>;

/// What they cost, cycles an iteration, likewise.
using LoopCosts = std::map<std::uint64_t, double>;

}  // namespace vdsobench::timing
