#include "bench/output/time_unit.hpp"

#include <algorithm>
#include <array>

namespace vdsobench::bench {

namespace {

constexpr std::array<TimeUnit, 3> units = {{{"ms", 1e6}, {"µs", 1e3}, {"ns", 1}}};

}  // namespace

TimeUnit unit_for(std::span<const double> ns) {
  if (ns.empty()) return units.back();
  const double least = std::ranges::min(ns);
  const auto fitting =
      std::ranges::find_if(units, [least](const TimeUnit& unit) { return unit.ns <= least; });
  return fitting == units.end() ? units.back() : *fitting;
}

}  // namespace vdsobench::bench
