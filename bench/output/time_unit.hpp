#pragma once

#include <span>
#include <string_view>

namespace vdsobench::bench {

inline constexpr double seconds_a_nanosecond = 1e-9;

struct TimeUnit {
  std::string_view name;  // of seconds: "ns", "µs", "ms"
  double ns;              // that it has
};

/// For a column of figures, nanoseconds each: the largest unit of which each is at least one.
/// Without figures, nanoseconds.
TimeUnit unit_for(std::span<const double> ns);

}  // namespace vdsobench::bench
