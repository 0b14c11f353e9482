#include "bench/summary.hpp"

#include <algorithm>

namespace vdsobench::bench {

std::optional<double> headline(const Row& row) {
  std::vector<double> values;
  for (const auto& figures : row.figures)
    if (figures) values.push_back(figures->ns);
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace vdsobench::bench
