#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "arch/result.hpp"
#include "timing/figures.hpp"

namespace vdsobench::timing {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Figures, calls, batch, headline, p10, p50, p90, p99, max,
                                   disturbed)

}  // namespace vdsobench::timing

namespace vdsobench::bench {

/// What one process of a run has measured, as it sends it to its parent: figures, or a reason, in
/// the order of the calls it was given.
struct WorkerReport {
  double counter_hz = 0;
  double core_hz = 0;  // 0 in exact mode
  std::vector<Result<timing::Figures>> figures;
};

void to_json(nlohmann::json& json, const WorkerReport& report);
void from_json(const nlohmann::json& json, WorkerReport& report);

}  // namespace vdsobench::bench
