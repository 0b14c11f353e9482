#pragma once

namespace vdsobench::timing {

/// A run of batches of one call, after a warm-up, each between two witnesses.
struct Visit {
  double cost;     // median of its batches, net cycles a call
  double fastest;  // of its witnesses, cycles
  double slowest;
};

}  // namespace vdsobench::timing
