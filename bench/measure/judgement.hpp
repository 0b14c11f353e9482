#pragma once

#include <optional>

#include "bench/measure/measurement.hpp"

namespace vdsobench::bench {

/// Of quiet visits, that a state holds to be named.
inline constexpr double share_worth_naming = 0.02;

/// Finds out what the witness takes on the core alone, over all processes, and by that each
/// process's headline, states and share of quiet. Nothing where calls were not visited.
void judge(Measurement& measurement);

/// Whether the row has a figure of the core alone, from one process at least.
bool is_quiet(const Row& row);

/// Whether it has none although it was visited.
bool never_quiet(const Row& row);

/// Whether each row has one from most of its processes.
bool is_quiet(const Measurement& measurement);

/// Of all visits of all rows; empty where there were none.
std::optional<double> quiet_share(const Measurement& measurement);

/// Additions a cycle that the core has started at best, which tells whether it ever was alone
/// (is_whole_throughput); empty where there were no visits.
std::optional<double> additions_a_cycle(const Measurement& measurement);

/// The cheapest and the dearest cost of a row with states, cycles: the median over processes of the
/// first, the greatest of the last that is held by at least 2 % of visits.
struct StateRange {
  double lowest, highest;
  double share_of_lowest;  // median over processes
};

/// Empty where the lowest state holds at least half of the quiet visits.
std::optional<StateRange> rarely_lowest(const Row& row);

}  // namespace vdsobench::bench
