#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "bench/processes/message.hpp"
#include "timing/figures.hpp"
#include "timing/latency.hpp"

namespace vdsobench::timing {

/// As three numbers: there are thousands of visits.
inline void to_json(nlohmann::json& json, const Visit& visit) {
  json = {visit.cost, visit.fastest, visit.slowest};
}
inline void from_json(const nlohmann::json& json, Visit& visit) {
  visit = {json.at(0).get<double>(), json.at(1).get<double>(), json.at(2).get<double>()};
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Way, instructions, share)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Parts, loop, libc, vdso, kernel)

/// Without what the parent finds out when it has heard of all processes.
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Figures, calls, batch, headline, p10, p50, p90, p99, max,
                                   disturbed, cold, visits, ways, parts)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Latency, calls, p10, p50, p90, p99, p999, p9999, max)

}  // namespace vdsobench::timing

namespace vdsobench::bench {

/// What one process of a run has measured, as it sends it to its parent, as JSON: figures, or a
/// reason, in the order of the calls it was given. Figures are in cycles, whatever the rates: one
/// that is not finite costs the run that one rate, and arrives empty, as JSON has no number for it.
struct WorkerReport {
  std::optional<double> counter_hz = 0;  // the tick counter's rate
  std::optional<double> core_hz = 0;     // the core's clock; 0 in exact mode
  double step = 0;                       // of the counter, cycles; 0 where calls are not visited
  double additions = 0;                  // in a witness, likewise
  double seconds = 0;                    // of CPU time that it took
  std::uint64_t switches = 0;            // how often the kernel gave the CPU to others meanwhile
  timing::EmptyLoops empty = {};         // likewise
  std::vector<Result<timing::Figures>> figures = {};
  std::vector<Result<timing::Latency>> latencies = {};  // empty unless asked for
  std::string likeness = {};                            // to be held against the parent's
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(WorkerReport, counter_hz, core_hz, step, additions, seconds,
                                   switches, empty, figures, latencies, likeness)

}  // namespace vdsobench::bench
