#pragma once

#include <string>

#include "bench/measure/measurement.hpp"

namespace vdsobench::bench {

/// Whether the 95 % interval of every row that has figures is within this share of its headline,
/// to either side. Of a row that fewer than two processes have measured there is none.
bool is_precise(const Measurement& measurement, double precision);

/// That it is not, in a line that names the row with the widest interval; empty where it is.
std::string precision_missed(const Measurement& measurement, double precision);

}  // namespace vdsobench::bench
