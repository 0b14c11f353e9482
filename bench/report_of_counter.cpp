#include "bench/report_of_counter.hpp"

#include <fmt/format.h>

namespace vdsobench::bench {

namespace {

using nlohmann::json;

json numbers_as_json(const std::map<long, std::uint64_t>& by_number) {
  auto numbers = json::object();
  for (const auto& [number, times] : by_number) numbers[fmt::format("{}", number)] = times;
  return numbers;
}

json as_json(const Result<entries::Count>& count) {
  if (!count) return {{"error", count.reason()}};
  const auto& [calls, syscalls, emulations, by_number] = count.value();
  return {{"calls", calls},
          {"syscalls", syscalls},
          {"emulations", emulations},
          {"by_number", numbers_as_json(by_number)}};
}

Result<entries::Count> as_count(const json& count) {
  if (count.contains("error")) return Reason{count.at("error").get<std::string>()};
  entries::Count result = {.calls = count.at("calls").get<std::uint64_t>(),
                           .syscalls = count.at("syscalls").get<std::uint64_t>(),
                           .emulations = count.at("emulations").get<std::uint64_t>()};
  for (const auto& [number, times] : count.at("by_number").items())
    result.by_number[std::stol(number)] = times.get<std::uint64_t>();
  return result;
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
