#pragma once

#include <optional>

#include "bench/measure/measurement.hpp"
#include "verdict/notes.hpp"

namespace vdsobench::bench {

/// What a trap was measured to cost; empty where the run did not measure that in time.
std::optional<verdict::TrapCost> trap_cost(const Measurement& measurement);

/// Measures it here and now, in a few milliseconds; empty where the call cannot be made.
std::optional<verdict::TrapCost> trap_cost_now();

}  // namespace vdsobench::bench
