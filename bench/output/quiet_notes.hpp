#pragma once

#include <string>

#include "bench/measure/measurement.hpp"
#include "bench/output/display.hpp"

// What stands below a table of how the core was shared, and of costs with states or ways.

namespace vdsobench::bench {

/// What stands behind a figure: shared_sign where the core was never alone long enough, states_sign
/// where it mostly costs more or, in exact mode, other ways are taken, too; else a space.
char quiet_sign(const Row& row);
inline constexpr char shared_sign = '^';
inline constexpr char states_sign = '*';

/// Whether any row has another than a space.
bool any_quiet_sign(const Measurement& measurement);

/// A line each for these, and one for a core that was shared for a good part of the time; empty
/// where there is nothing to say.
std::string quiet_notes(const Measurement& measurement, const Display& display);

}  // namespace vdsobench::bench
