#include "bench/summary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace vdsobench::bench {

namespace {

// Student's t for 95 %, two-sided, by degrees of freedom from 1; beyond the table it is taken as
// the last, which errs to the wide side.
constexpr std::array t95 = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                            2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
                            2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};

double standard_deviation(const std::vector<double>& values) {
  double mean = 0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

// What the processes of a run share shows in none of their differences, above all the core's clock:
// a call that faults spends a twentieth of its time outside the core, which at another clock is
// another number of cycles. Over 100 quick runs (clocks of 3.6 to 4.1 GHz), intervals without this
// held the long run's figure in 63 to 71 of 100 for calls of the vsyscall page, with it in 96;
// those of all other calls in 90 to 100.
constexpr double shared_share = 0.003;

// The standard error of a median is √(π/2) times that of a mean.
double half_width(const std::vector<double>& values, double center) {
  if (values.size() < 2) return 0;
  const double t = t95[std::min(values.size() - 2, t95.size() - 1)];
  const double error = standard_deviation(values) / std::sqrt(static_cast<double>(values.size()));
  return std::hypot(t * std::sqrt(std::numbers::pi / 2) * error, shared_share * center);
}

}  // namespace

std::optional<Summary> summarize(const Row& row) {
  std::vector<double> values;
  for (const auto& figures : row.figures)
    if (figures) values.push_back(figures.value().headline);
  if (values.empty()) return std::nullopt;
  const double center = median(values);
  return Summary{center, half_width(values, center), static_cast<int>(values.size())};
}

}  // namespace vdsobench::bench
