#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "entries/attach.hpp"

namespace vdsobench::bench {

/// What the process that counts sends to its parent: how it counted and why not better, and a count
/// or a reason for each of the calls it was given; none where it could not count at all.
struct CounterReport {
  std::string method;
  std::vector<entries::NotUsed> not_used;
  std::vector<Result<entries::Count>> counts;
};

void to_json(nlohmann::json& json, const CounterReport& report);
void from_json(const nlohmann::json& json, CounterReport& report);

}  // namespace vdsobench::bench
