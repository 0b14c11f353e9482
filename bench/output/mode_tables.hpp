#pragma once

#include <string>

#include "bench/measure/measurement.hpp"
#include "bench/output/display.hpp"

namespace vdsobench::bench {

/// Of a run with --threads: calls as rows, numbers of threads as columns, net nanoseconds a call
/// and how many times the figure of the fewest threads that is.
std::string threads_table(const Measurement& measurement, const Display& display);

/// Of a run with --latency: calls as rows, what one costs among others of its kind, and the
/// distribution of what one takes alone.
std::string latency_table(const Measurement& measurement, const Display& display);

}  // namespace vdsobench::bench
