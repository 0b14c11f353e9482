#pragma once

#include <span>
#include <string>

#include "bench/measure/measurement.hpp"
#include "bench/output/display.hpp"
#include "verdict/verdict.hpp"

namespace vdsobench::bench {

/// What of the C library is fast, what is slow, and what enters the kernel and need not; empty
/// where there are no verdicts.
std::string summary_line(const Measurement& measurement, std::span<const verdict::Verdict> verdicts,
                         const Display& display);

}  // namespace vdsobench::bench
