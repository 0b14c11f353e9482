#include "bench/measure/precision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "bench/measure/summary.hpp"

namespace vdsobench::bench {

namespace {

// Half an interval, as a share of the headline.
double width(const Row& row) {
  const auto headline = summarize(row);
  if (!headline) return 0;
  if (headline->processes < 2 || headline->value <= 0)
    return std::numeric_limits<double>::infinity();
  return headline->half_width / headline->value;
}

std::string interval(const Row& row) {
  if (std::isinf(width(row))) return fmt::format("{} has no 95 % interval", row.name());
  return fmt::format("the 95 % interval of {} is ±{:.2f} %", row.name(), 100 * width(row));
}

}  // namespace

bool is_precise(const Measurement& measurement, double precision) {
  return std::ranges::all_of(measurement.rows,
                             [&](const Row& row) { return width(row) <= precision; });
}

std::string precision_missed(const Measurement& measurement, double precision) {
  if (is_precise(measurement, precision)) return {};
  const auto& widest = *std::ranges::max_element(measurement.rows, {}, width);
  return fmt::format("the precision of {:.4g} % was not reached, {}: give it longer by --max-time",
                     100 * precision, interval(widest));
}

}  // namespace vdsobench::bench
