#include "timing/figures.hpp"

#include <algorithm>
#include <utility>

#include "timing/quantile.hpp"

namespace vdsobench::timing {

namespace {

double disturbed_share(const std::vector<std::uint64_t>& sorted) {
  const double limit = quantile(sorted, 0.5) * disturbed_factor;
  const auto first = std::ranges::upper_bound(
      sorted, limit, {}, [](auto ticks) { return static_cast<double>(ticks); });
  return static_cast<double>(sorted.end() - first) / static_cast<double>(sorted.size());
}

}  // namespace

Figures figures(Samples samples, double ticks_per_ns) {
  std::ranges::sort(samples.ticks);
  std::ranges::sort(samples.empty);
  const double empty = quantile(samples.empty, headline_quantile);
  const auto net = [&](double q) {
    const double ticks = quantile(samples.ticks, q) - empty;
    return ticks / static_cast<double>(samples.batch) / ticks_per_ns;
  };
  return {.calls = samples.batch * samples.ticks.size(),
          .batch = samples.batch,
          .ns = net(headline_quantile),
          .ns_p10 = net(0.10),
          .ns_p50 = net(0.50),
          .ns_p90 = net(0.90),
          .ns_p99 = net(0.99),
          .ns_max = net(1.0),
          .disturbed = disturbed_share(samples.ticks)};
}

}  // namespace vdsobench::timing
