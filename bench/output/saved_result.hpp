#pragma once

#include <string>

#include "bench/measure/measurement.hpp"
#include "bench/output/verdict_json.hpp"

namespace vdsobench::bench {

/// A run as its file tells it. Visits are not in there, so rows have one each where they were
/// visited.
struct SavedResult {
  Measurement measurement;
  Told told;
  std::size_t unknown = 0;  // rows of calls that this version does not know, which are left out
};

/// Throws UsageError that names the file, whatever is in it. Texts in what it gives are printable,
/// figures are finite.
SavedResult read_result(const std::string& path);

}  // namespace vdsobench::bench
