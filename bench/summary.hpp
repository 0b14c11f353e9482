#pragma once

#include <optional>

#include "bench/measurement.hpp"

namespace vdsobench::bench {

/// The headline of a call: the median over processes of net nanoseconds a call. Empty where no
/// process has measured it.
std::optional<double> headline(const Row& row);

}  // namespace vdsobench::bench
