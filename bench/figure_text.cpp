#include "bench/figure_text.hpp"

#include <fmt/format.h>

namespace vdsobench::bench {

std::string figure_text(const Summary& summary, double ns_per_unit, bool exact) {
  if (exact) return fmt::format("{:.0f}", summary.value);
  const double ns = summary.value * ns_per_unit;
  if (summary.processes < 2) return fmt::format("{:.2f}", ns);
  return fmt::format("{:.2f}±{:.2f}", ns, summary.half_width * ns_per_unit);
}

}  // namespace vdsobench::bench
