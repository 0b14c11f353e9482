#pragma once

#include <string>

#include "bench/measure/measurement.hpp"
#include "bench/output/display.hpp"
#include "bench/output/verdict_json.hpp"

namespace vdsobench::bench {

/// All that a run prints: its table, by threads where it compares their numbers, that of single
/// calls where they were timed, and the verdict.
std::string all_tables(const Measurement& measurement, const Told& told, const Display& display);

}  // namespace vdsobench::bench
