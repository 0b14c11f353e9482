#include "bench/measure/precision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "bench/measure/summary.hpp"

namespace vdsobench::bench {

namespace {

// An interval that is as narrow as any will not get narrower: a call of few cycles has no better.
constexpr double nearly_least = 1.1;

// Half an interval, as a share of the headline.
double width(const Row& row) {
  const auto headline = summarize(row);
  if (!headline) return 0;
  if (headline->processes < 2 || headline->value <= 0)
    return std::numeric_limits<double>::infinity();
  return headline->half_width / headline->value;
}

bool is_precise(const Row& row, double precision) {
  const auto headline = summarize(row);
  if (!headline || width(row) <= precision) return true;
  return headline->processes > 1 &&
         headline->half_width <= nearly_least * headline->least_half_width;
}

std::string interval(const Row& row) {
  if (std::isinf(width(row))) return fmt::format("{} has no 95 % interval", row.name());
  return fmt::format("the 95 % interval of {} is ±{:.2f} %", row.name(), 100 * width(row));
}

}  // namespace

bool is_precise(const Measurement& measurement, double precision) {
  return std::ranges::all_of(measurement.rows,
                             [&](const Row& row) { return is_precise(row, precision); });
}

std::string precision_missed(const Measurement& measurement, double precision) {
  if (is_precise(measurement, precision)) return {};
  const auto& widest = *std::ranges::max_element(measurement.rows, {}, [&](const Row& row) {
    return is_precise(row, precision) ? 0 : width(row);
  });
  return fmt::format("the precision of {:.4g} % was not reached, {}: give it longer by --max-time",
                     100 * precision, interval(widest));
}

}  // namespace vdsobench::bench
