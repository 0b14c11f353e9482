#pragma once

#include <span>
#include <vector>

namespace vdsobench::timing {

/// One of the costs that a call really has, by what the core's predictors have learnt of it: each
/// is sharp, and which of them a visit meets is chance.
struct State {
  double cost;   // median of its visits, net cycles a call
  double share;  // of the visits, 0 to 1
};

/// A state that fewer visits hold may be an accident.
inline constexpr std::size_t visits_that_hold = 3;

/// The states that at least visits_that_hold costs hold, the cheapest first. Two are apart where
/// nothing lies within 1.5 % above the one, or within 0.15 cycles.
std::vector<State> states(std::vector<double> costs);

/// The lowest value that at least `least` values hold, all within `room` (a share) above it; of
/// fewer values, the lowest. Values: sorted, at least one.
double lowest_held(std::span<const double> sorted, double room, std::size_t least);

}  // namespace vdsobench::timing
