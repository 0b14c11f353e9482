#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "bench/measure/measurement.hpp"
#include "bench/output/display.hpp"
#include "bench/output/footnotes.hpp"
#include "verdict/outcome.hpp"

// What stands below a table, each in lines that fit, or empty.

namespace vdsobench::bench {

/// What the marks mean.
std::string legend(const std::set<verdict::Outcome>& seen, bool any_alike, const Display& display);

/// Whether its figures have any: not of one process, and not of whole instructions.
bool has_intervals(const Measurement& measurement);

/// What the figures are. Where the intervals are not shown with them, how wide they are at most.
std::string provenance(const Measurement& measurement, bool intervals_shown,
                       const Display& display);

/// What there was no room for.
std::string omissions(const std::vector<std::string_view>& left_out, const Display& display);

/// What this machine does not have, under the name that it would have in the table, and a row of
/// it.
struct Absent {
  std::string name;
  const Row* row;
};
std::string absences(const std::vector<Absent>& all, Footnotes& footnotes, const Display& display);

/// What calls answered that must not be trusted; that of the C library's is in the verdict.
std::string disagreements(const Measurement& measurement, const Display& display);

}  // namespace vdsobench::bench
