#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/measure/measurement.hpp"
#include "timing/quantile.hpp"

namespace vdsobench::bench {

using timing::median;

/// A call's headline over all processes, in the unit of Figures.
struct Summary {
  double value;       // median over processes
  double half_width;  // of its 95 % interval, by Student's t or by rank, whichever is wider; 0
                      // where one process says nothing of it
  int processes;
  double least_half_width;  // that no number of processes would go below
};

/// Empty where no process has measured the call. Of the processes with quiet visits, or where there
/// is none, of all. The process is the unit: what differs between two
/// (layout, alignment) shows in no repetition within one.
std::optional<Summary> summarize(const Row& row);

/// Why a row has none.
std::string why_missing(const Row& row);

}  // namespace vdsobench::bench
