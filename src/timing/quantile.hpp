#pragma once

#include <span>
#include <vector>

namespace vdsobench::timing {

/// The `q`-quantile, 0 ≤ q ≤ 1, of sorted values, at least one: linear between neighbours (type 7
/// of Hyndman and Fan, what numpy computes).
double quantile(std::span<const double> sorted, double q);

/// The 0.5-quantile of values in any order, at least one.
double median(std::vector<double> values);

}  // namespace vdsobench::timing
