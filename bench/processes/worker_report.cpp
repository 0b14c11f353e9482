#include "bench/processes/worker_report.hpp"

namespace vdsobench::bench {

namespace {

using nlohmann::json;

Result<timing::Figures> as_figures(const json& figures) {
  if (figures.contains("error")) return Reason{figures.at("error").get<std::string>()};
  return figures.get<timing::Figures>();
}

}  // namespace

void to_json(json& json, const WorkerReport& report) {
  json = {{"counter_hz", report.counter_hz},
          {"core_hz", report.core_hz},
          {"seconds", report.seconds},
          {"switches", report.switches},
          {"latencies", report.latencies}};
  json["figures"] = nlohmann::json::array();
  for (const auto& figures : report.figures)
    json["figures"].push_back(figures ? nlohmann::json(figures.value())
                                      : nlohmann::json{{"error", figures.reason()}});
}

void from_json(const json& json, WorkerReport& report) {
  report.counter_hz = json.at("counter_hz").get<double>();
  report.core_hz = json.at("core_hz").get<double>();
  report.seconds = json.at("seconds").get<double>();
  report.switches = json.at("switches").get<std::uint64_t>();
  report.latencies = json.at("latencies").get<std::vector<timing::Latency>>();
  for (const auto& figures : json.at("figures")) report.figures.push_back(as_figures(figures));
}

}  // namespace vdsobench::bench
