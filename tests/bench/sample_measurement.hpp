#pragma once

#include <cstdint>
#include <string_view>

#include "bench/measure/measurement.hpp"

// Measurements as a test wants them.

namespace vdsobench::bench {

const calls::Call& cell(std::string_view name);

/// Figures that all read `ns`, of batches of this length.
inline constexpr std::uint64_t sample_batch = 10;
timing::Figures flat_figures(double ns);

/// A row with one process for each of `ns`.
Row measured(std::string_view call, verdict::Outcome outcome, std::vector<double> ns);

/// A row without figures.
Row missing(std::string_view call, verdict::Outcome outcome, const char* reason);

}  // namespace vdsobench::bench
