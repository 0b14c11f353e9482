#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "timing/figures.hpp"

namespace vdsobench::timing {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Figures, calls, batch, ns, ns_p10, ns_p50, ns_p90, ns_p99,
                                   ns_max, disturbed)

}  // namespace vdsobench::timing

namespace vdsobench::bench {

/// What one process of a run has measured, as it sends it to its parent: figures in the order of
/// the calls it was given.
struct WorkerReport {
  double counter_hz = 0;
  std::vector<timing::Figures> figures;
};

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(WorkerReport, counter_hz, figures)

}  // namespace vdsobench::bench
