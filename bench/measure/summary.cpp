#include "bench/measure/summary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "bench/measure/judgement.hpp"

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

// By Student's t. The standard error of a median is √(π/2) times that of a mean.
double by_students_t(const std::vector<double>& values) {
  const double t = t95[std::min(values.size() - 2, t95.size() - 1)];
  const double error = standard_deviation(values) / std::sqrt(static_cast<double>(values.size()));
  return t * std::sqrt(std::numbers::pi / 2) * error;
}

// How many of the least values, and of the greatest, the interval of a median can do without: as
// many as lie on one side of the true median with at most 2.5 %, by the binomial distribution.
std::size_t ranks_outside(std::size_t values) {
  const auto n = static_cast<double>(values);
  double exactly = std::pow(0.5, n), at_most = exactly;
  std::size_t outside = 0;
  for (double k = 0; at_most <= 0.025; ++k) {
    outside = static_cast<std::size_t>(k);
    exactly *= (n - k) / (k + 1);
    at_most += exactly;
  }
  return outside;
}

// By rank, whatever the distribution: some calls have two ways to run, a cycle apart, and the
// layout of memory decides which a process gets.
double by_rank(std::vector<double> values, double center) {
  std::sort(values.begin(), values.end());
  const std::size_t outside = ranks_outside(values.size());
  return std::max(center - values[outside], values[values.size() - 1 - outside] - center);
}

// What the processes of a run share shows in none of their differences, above all the core's clock:
// a call that faults spends a twentieth of its time outside the core, which at another clock is
// another number of cycles. Over 100 quick runs (clocks of 3.6 to 4.1 GHz), intervals without this
// held the long run's figure in 63 to 71 of 100 for calls of the vsyscall page, with it in 96.
constexpr double shared_share = 0.003;

// Likewise the loop, whose cost was subtracted from all: cycles by which that may be off.
constexpr double shared_loop = 0.05;

double least_half_width(double center) { return std::hypot(shared_share * center, shared_loop); }

double half_width(const std::vector<double>& values, double center) {
  if (values.size() < 2) return 0;
  const double seen = std::max(by_students_t(values), by_rank(values, center));
  return std::hypot(seen, least_half_width(center));
}

}  // namespace

std::optional<Summary> summarize(const Row& row) {
  const bool quiet = is_quiet(row);
  std::vector<double> values;
  for (const auto& figures : row.figures)
    if (figures && (figures.value().quiet > 0 || !quiet))
      values.push_back(figures.value().headline);
  if (values.empty()) return std::nullopt;
  const double center = median(values);
  return Summary{center, half_width(values, center), static_cast<int>(values.size()),
                 least_half_width(center)};
}

std::string why_missing(const Row& row) {
  if (!verdict::works(row.finding.outcome)) return row.finding.reason;
  return row.figures.empty() ? "no process measured it" : row.figures.front().reason().text;
}

}  // namespace vdsobench::bench
