#include "bench/measure/figure_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vdsobench::bench {

namespace {

// Of a figure that is to have four digits when it is rounded.
int decimals(double size) { return size < 0.9995 ? 3 : size < 9.995 ? 2 : size < 999.95 ? 1 : 0; }

}  // namespace

std::string figure_text(double value) {
  const double shown = std::abs(value) < 0.0005 ? 0 : value;  // and not -0.000
  return fmt::format("{:.{}f}", shown, decimals(std::abs(shown)));
}

std::string figure_text(double value, double step) {
  if (step <= 0) return figure_text(value);
  if (value < step * (1 - 1e-9)) return "<" + figure_text(step);
  const int of_step = std::max(0, static_cast<int>(std::floor(-std::log10(step))));
  return fmt::format("{:.{}f}", value, std::min(of_step, decimals(value)));
}

std::string interval_text(double half_width, double value) {
  if (value == 0) return {};
  const double per_cent = 100 * std::abs(half_width / value);
  return fmt::format("±{:.{}f}%", per_cent, per_cent < 9.95 ? 1 : 0);
}

std::string ratio_text(double cost, double reference) {
  if (!(cost > 0) || !(reference > 0)) return {};
  const double factor = std::max(cost / reference, reference / cost);
  const double hundredths = std::round(100 * factor);
  if (hundredths == 100) return std::string(alike);
  return fmt::format("{:.{}f}x {}", hundredths / 100, factor < 9.995 ? 2 : 0,
                     cost < reference ? "faster" : "slower");
}

}  // namespace vdsobench::bench
