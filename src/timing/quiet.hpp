#pragma once

#include <optional>
#include <span>
#include <vector>

#include "timing/states.hpp"
#include "timing/visit.hpp"

namespace vdsobench::timing {

/// What the witness takes on a core that no one else uses, in cycles.
struct Quiet {
  double floor;
  double limit;  // above which someone does

  bool holds(const Visit& visit) const { return visit.slowest <= limit; }
};

/// From the visits of a whole run, and a step of the counter in cycles. The floor is what several
/// visits hold by their slowest witness: one that errs makes no difference then. Where all visits
/// had a neighbour for a part of their time, it is the least that witnesses hold at all, and no
/// visit is quiet. Empty for none.
std::optional<Quiet> quiet_by(std::span<const Visit> visits, double step);

/// Of one call in one process.
struct Judged {
  std::vector<State> states;  // of its quiet visits
  double quiet;               // share of visits; 0 where too few of them hold a state for a figure
};

Judged judge(std::span<const Visit> visits, const Quiet& quiet);

/// What to take off the cost of visits, cycles: the lowest that several quiet visits to the empty
/// loop hold, or any visits where too few were quiet. Its states lie too close for states(): 1.01,
/// 1.05, 1.15 and 1.28 cycles on Zen 3.
double cost_of_loop(std::span<const Visit> empty, const Quiet& quiet);

/// The same of every length of batch.
LoopCosts costs_of_loops(const EmptyLoops& empty, const Quiet& quiet);

/// Whether a core alone starts so many additions a cycle: a whole number, of three or more. A
/// neighbour who never leaves would spoil the floor, and this.
bool is_whole_throughput(double additions_a_cycle);

}  // namespace vdsobench::timing
