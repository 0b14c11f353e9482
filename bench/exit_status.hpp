#pragma once

#include <stdexcept>

namespace vdsobench::bench {

/// Exit statuses; README.md tells users of them.
inline constexpr int as_expected = 0;
inline constexpr int found_something = 1;
inline constexpr int wrong_usage = 2;
inline constexpr int measurement_failed = 3;

/// What the user asked for makes no sense, in one line.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What the user asked for could not be measured, in one line.
struct MeasurementError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace vdsobench::bench
