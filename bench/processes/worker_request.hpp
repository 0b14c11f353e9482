#pragma once

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/processes/message.hpp"

namespace vdsobench::bench {

/// What one process of a run has to measure, as its parent sends it: the argument of
/// `vdsobench worker`, as JSON. What is left out there is as it stands here.
struct WorkerRequest {
  std::vector<std::string> calls = {};    // their names
  std::optional<int> cpu = std::nullopt;  // empty: whichever the kernel chooses
  double seconds = 0;                     // of all rounds together; there are some however short
  std::uint64_t seed = 0;                 // of the order of calls
  bool exact = false;                     // a tick is an instruction
  bool latency = false;                   // time single calls, too
  std::vector<int> cpus = {};             // of threads that measure at once; empty: one thread
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(WorkerRequest, calls, cpu, seconds, seed, exact,
                                                latency, cpus)

/// How long a process may take: ample where many share the machine, so that only one that hangs
/// takes so long.
std::chrono::milliseconds patience_with(const WorkerRequest& request);

/// From JSON. Throws UsageError for what is none, for a member that a request does not have or that
/// is not of its type or range, and for one without calls.
WorkerRequest worker_request(std::string_view text);

}  // namespace vdsobench::bench
