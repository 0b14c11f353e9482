#include "timing/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace vdsobench::timing {

double quantile(std::span<const std::uint64_t> sorted, double q) {
  const double place = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(static_cast<double>(sorted[below]), static_cast<double>(sorted[above]),
                   place - static_cast<double>(below));
}

}  // namespace vdsobench::timing
