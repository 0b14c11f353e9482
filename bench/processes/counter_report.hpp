#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "bench/processes/message.hpp"
#include "entries/attach.hpp"

namespace vdsobench::entries {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Count, calls, syscalls, emulations)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(NotUsed, method, reason)

}  // namespace vdsobench::entries

namespace vdsobench::bench {

/// What the process that counts sends to its parent, as JSON: how it counted and why not better,
/// and a count or a reason for each of the calls it was given; none where it could not count at
/// all. It is a fork, which has its request in memory: that is never sent.
struct CounterReport {
  std::string method;  // as entries::name_of has it
  std::vector<entries::NotUsed> not_used;
  std::vector<Result<entries::Count>> counts;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CounterReport, method, not_used, counts)

}  // namespace vdsobench::bench
