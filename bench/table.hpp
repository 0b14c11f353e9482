#pragma once

#include <string>

#include "bench/measurement.hpp"

namespace vdsobench::bench {

/// The matrix for people: functions as rows, paths as columns, net nanoseconds a call with the
/// outcome's mark and the ratio to the system call; below it what the marks mean, and why calls are
/// missing.
std::string table(const Measurement& measurement, bool colour);

}  // namespace vdsobench::bench
