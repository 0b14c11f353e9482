#include "timing/states.hpp"

#include <algorithm>
#include <cmath>

#include "timing/quantile.hpp"

namespace vdsobench::timing {

namespace {

constexpr double gap_as_share = 0.015;
constexpr double gap_in_cycles = 0.15;

bool are_apart(double lower, double higher) {
  return higher - lower > std::max(gap_as_share * std::abs(lower), gap_in_cycles);
}

}  // namespace

std::vector<State> states(std::vector<double> costs) {
  std::ranges::sort(costs);
  std::vector<State> found;
  for (auto first = costs.begin(); first != costs.end();) {
    const auto last = std::adjacent_find(first, costs.end(), are_apart);
    const auto end = last == costs.end() ? last : last + 1;
    const auto count = static_cast<std::size_t>(end - first);
    if (count >= visits_that_hold)
      found.push_back({quantile({first, end}, 0.5),
                       static_cast<double>(count) / static_cast<double>(costs.size())});
    first = end;
  }
  return found;
}

double lowest_held(std::span<const double> sorted, double room, std::size_t least) {
  for (std::size_t i = 0; i + least <= sorted.size(); ++i)
    if (sorted[i + least - 1] <= sorted[i] * (1 + room)) return sorted[i];
  return sorted.front();
}

}  // namespace vdsobench::timing
