#pragma once

#include "bench/output/display.hpp"

namespace vdsobench::bench {

/// Screens that tests print on.
inline constexpr Display plain = {80, false}, coloured = {80, true}, wide = {200, false};

}  // namespace vdsobench::bench
