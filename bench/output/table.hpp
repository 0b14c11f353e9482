#pragma once

#include <span>
#include <string>

#include "bench/measure/measurement.hpp"
#include "bench/output/display.hpp"
#include "verdict/verdict.hpp"

namespace vdsobench::bench {

/// The matrix for people: functions as rows, paths as columns, net nanoseconds a call with the
/// outcome's mark, and where the C library answers. Above it the answer in a line, below it what
/// the marks mean and why calls are missing. Notes have the numbers of verdict_text, as far as they
/// stand there.
std::string table(const Measurement& measurement, std::span<const verdict::Verdict> verdicts,
                  const Display& display);

}  // namespace vdsobench::bench
