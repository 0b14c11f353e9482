#pragma once

#include <cstdint>

namespace vdsobench::timing {

/// Tells how fast the core is clocked just now. The tick counter runs at one rate, the core at one
/// that turbo, power limits and the neighbours of a virtual machine change by several per cent from
/// one second to the next; without performance counters a chain of instructions of known length is
/// the only way to see it.
class Ruler {
 public:
  /// Finds out what the timer itself costs.
  Ruler();

  /// Ticks a core cycle, measured within about 5 µs; by the clock within 1 ms.
  double ticks_per_cycle() const;

 private:
  std::uint64_t length_;
  double shortest_;  // ticks of the shortest measurement there is
};

}  // namespace vdsobench::timing
