#pragma once

#include <span>

namespace vdsobench::timing {

/// The `q`-quantile, 0 ≤ q ≤ 1, of sorted values, at least one: linear between neighbours (type 7
/// of Hyndman and Fan, what numpy computes).
double quantile(std::span<const double> sorted, double q);

}  // namespace vdsobench::timing
