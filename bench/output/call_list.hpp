#pragma once

#include <span>
#include <string>

#include "bench/output/display.hpp"
#include "verdict/finding.hpp"

namespace vdsobench::bench {

/// The calls, a line each: whether they are available; then what their paths mean, and why what is
/// not available is not.
std::string call_list(std::span<const verdict::Finding> findings, const Display& display);

}  // namespace vdsobench::bench
