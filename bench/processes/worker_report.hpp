#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/result.hpp"
#include "timing/figures.hpp"
#include "timing/latency.hpp"

namespace vdsobench::timing {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Figures, calls, batch, headline, p10, p50, p90, p99, max,
                                   disturbed)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Latency, calls, p10, p50, p90, p99, p999, p9999, max)

}  // namespace vdsobench::timing

namespace vdsobench::bench {

/// What one process of a run has measured, as it sends it to its parent: figures, or a reason, in
/// the order of the calls it was given.
struct WorkerReport {
  double counter_hz = 0;
  double core_hz = 0;          // 0 in exact mode
  double seconds = 0;          // of CPU time that it took
  std::uint64_t switches = 0;  // how often the kernel gave the CPU to others meanwhile
  std::vector<Result<timing::Figures>> figures;
  std::vector<timing::Latency> latencies;  // empty unless asked for
};

void to_json(nlohmann::json& json, const WorkerReport& report);
void from_json(const nlohmann::json& json, WorkerReport& report);

}  // namespace vdsobench::bench
