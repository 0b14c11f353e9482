#pragma once

#include <string>
#include <string_view>

namespace vdsobench::bench {

/// At most four digits, for no figure here is good for more: 0.862, 1.81, 25.6, 124.7, 1119. A
/// whole number above that stays whole: 12345.
std::string figure_text(double value);

/// The same of what was measured in steps of that size: without digits that are finer than a step,
/// and "<10" for less than one of 10. A step of 0 is none.
std::string figure_text(double value, double step);

/// Half of an interval, as a share of the figure that it is of: ±0.3%, ±12%. Empty where
/// that is zero.
std::string interval_text(double half_width, double value);

inline constexpr std::string_view alike = "~";

/// One cost held against another, from the side of who pays it: "44x faster", "1.16x slower", or
/// `alike` to within half a per cent. Empty where either is not above zero.
std::string ratio_text(double cost, double reference);

}  // namespace vdsobench::bench
