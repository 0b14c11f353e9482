#pragma once

#include <string>

#include "bench/summary.hpp"

namespace vdsobench::bench {

/// As many digits as a figure here is good for, with its interval: 18.41±0.03. A whole number of
/// instructions has neither.
std::string figure_text(const Summary& summary, double ns_per_unit, bool exact);

}  // namespace vdsobench::bench
