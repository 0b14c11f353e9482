#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "timing/figures.hpp"
#include "verdict/finding.hpp"

namespace vdsobench::bench {

/// One call of a run: what was found out about it, and its figures from every process. A process
/// that failed has none.
struct Row {
  verdict::Finding finding;
  std::vector<std::optional<timing::Figures>> figures;
};

/// A whole run.
struct Measurement {
  std::vector<Row> rows;
  double counter_hz = 0;              // mean over processes, 0 where none measured
  std::vector<std::string> failures;  // of processes, a line each
};

struct MeasurementPlan {
  int cpu;
  int processes;
  double seconds;  // of all rounds of one process
};

/// Times every call that works, in processes of its own, one after the other. `progress` is told
/// how many are done before each and at the end.
Measurement measure(std::vector<verdict::Finding> findings, const MeasurementPlan& plan,
                    const std::function<void(int done)>& progress);

}  // namespace vdsobench::bench
