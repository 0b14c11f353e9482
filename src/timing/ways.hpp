#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "calls/loop.hpp"
#include "timing/figures.hpp"

namespace vdsobench::timing {

/// Up to how many calls come before one that is looked at, as what a call refills may be empty or
/// not: the kernel's per-CPU batches hold 12 calls of getrandom, or 3; the vDSO's state 12 of 8
/// bytes.
inline constexpr std::uint64_t most_calls_before = 13;

/// What single calls took in exact mode, instructions with the way into the loop and out of it; and
/// two calls together, by which that way is told from the calls.
struct Singles {
  std::vector<std::uint64_t> ones;
  std::vector<std::uint64_t> twos;
};

/// Singles of every call, in the order given, and of the empty loop. They are spread evenly over
/// whole seconds of the guest's time, as a clock's second may be carried at one moment and not at
/// another, and come after varying numbers of other calls, as what a call refills may be empty or
/// not. So they hold every way that a call takes whenever and after whatever the guest measures.
struct AllSingles {
  std::vector<Singles> calls;
  Singles empty;
};

AllSingles measure_ways(std::span<const calls::BoundLoop> loops, const calls::Arguments& arguments);

/// The ways of a call, and as headline what the commonest takes. A way is a number of instructions
/// that several calls took; what one took alone was an interrupt's. The reason tells of a call
/// of which no two took the same.
Result<Figures> figures_of_ways(const Singles& singles, const Singles& empty);

}  // namespace vdsobench::timing
