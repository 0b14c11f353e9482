#include "bench/processes/counter_report.hpp"

namespace vdsobench::bench {

namespace {

using nlohmann::json;

json as_json(const Result<entries::Count>& count) {
  if (!count) return {{"error", count.reason()}};
  return {{"calls", count.value().calls},
          {"syscalls", count.value().syscalls},
          {"emulations", count.value().emulations}};
}

Result<entries::Count> as_count(const json& count) {
  if (count.contains("error")) return Reason{count.at("error").get<std::string>()};
  return entries::Count{.calls = count.at("calls").get<std::uint64_t>(),
                        .syscalls = count.at("syscalls").get<std::uint64_t>(),
                        .emulations = count.at("emulations").get<std::uint64_t>()};
}

}  // namespace

void to_json(json& json, const CounterReport& report) {
  json = {{"method", report.method}, {"not_used", json::array()}, {"counts", json::array()}};
  for (const auto& [method, reason] : report.not_used)
    json["not_used"].push_back({{"method", method}, {"reason", reason}});
  for (const auto& count : report.counts) json["counts"].push_back(as_json(count));
}

void from_json(const json& json, CounterReport& report) {
  report.method = json.at("method").get<std::string>();
  for (const auto& way : json.at("not_used"))
    report.not_used.push_back(
        {way.at("method").get<std::string>(), way.at("reason").get<std::string>()});
  for (const auto& count : json.at("counts")) report.counts.push_back(as_count(count));
}

}  // namespace vdsobench::bench
