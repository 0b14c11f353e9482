#include "bench/measure/disturbance.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace vdsobench::bench {

namespace {

// Of the process that was disturbed least: one unlucky process is what the others are for.
double disturbed_share(const Row& row) {
  double least = 1;
  bool any = false;
  for (const auto& figures : row.figures) {
    if (!figures) continue;
    least = std::min(least, figures.value().disturbed);
    any = true;
  }
  return any ? least : 0;
}

void add_shares(std::vector<std::string>& lines, const Measurement& measurement) {
  const auto disturbed = std::ranges::count_if(
      measurement.rows, [](const Row& row) { return disturbed_share(row) > share_that_matters; });
  if (disturbed == 0) return;
  const auto& worst = *std::ranges::max_element(measurement.rows, {}, disturbed_share);
  lines.push_back(
      fmt::format("more than {:.0f} % of the batches of {} rows were disturbed ({}: {:.0f} %): "
                  "trust the headline, not the quantiles above it",
                  100 * share_that_matters, disturbed, worst.name(), 100 * disturbed_share(worst)));
}

void add_switches(std::vector<std::string>& lines, const Measurement& measurement) {
  if (measurement.seconds <= 0) return;
  const double a_second = static_cast<double>(measurement.switches) / measurement.seconds;
  if (a_second <= switches_that_matter) return;
  lines.push_back(
      fmt::format("the CPU was given to other processes {:.0f} times a second of measuring: "
                  "stop what else runs there, or choose another with --cpu",
                  a_second));
}

}  // namespace

std::vector<std::string> disturbances(const Measurement& measurement,
                                      std::span<const std::string> clocksources) {
  std::vector<std::string> lines;
  if (clocksources.size() > 1)
    lines.push_back(
        fmt::format("the clocksource changed from {} during the run: its figures are of "
                    "both, so measure again (dmesg says why it changed)",
                    fmt::join(clocksources, " to ")));
  if (measurement.exact) return lines;  // instructions stay the same on the busiest CPU
  add_switches(lines, measurement);
  add_shares(lines, measurement);
  return lines;
}

}  // namespace vdsobench::bench
