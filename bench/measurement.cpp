#include "bench/measurement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <random>

#include "bench/child.hpp"
#include "bench/report_of_worker.hpp"

namespace vdsobench::bench {

namespace {

std::vector<std::string> names_of_working(const std::vector<verdict::Finding>& findings) {
  std::vector<std::string> names;
  for (const auto& finding : findings)
    if (verdict::works(finding.outcome)) names.push_back(finding.evidence.call->name());
  return names;
}

Result<WorkerReport> run_worker(const std::vector<std::string>& names,
                                const MeasurementPlan& plan) {
  const std::vector<std::string> arguments = {"worker",
                                              "--calls",
                                              fmt::format("{}", fmt::join(names, ",")),
                                              "--cpu",
                                              fmt::format("{}", plan.cpu),
                                              "--seconds",
                                              fmt::format("{}", plan.seconds),
                                              "--seed",
                                              fmt::format("{}", std::random_device{}())};
  const auto patience = std::chrono::duration<double>(30 + 20 * plan.seconds);
  const auto text = run_self(arguments, std::chrono::ceil<std::chrono::milliseconds>(patience));
  if (!text) return Reason{text.reason()};
  try {
    auto report = nlohmann::json::parse(text.value()).get<WorkerReport>();
    if (report.figures.size() == names.size()) return report;
  } catch (const nlohmann::json::exception&) {
  }
  return Reason{"sent something else than its figures"};
}

void add(Measurement& measurement, const std::optional<WorkerReport>& report) {
  std::size_t next = 0;
  for (auto& row : measurement.rows) {
    if (!verdict::works(row.finding.outcome)) continue;
    row.figures.push_back(report ? std::optional(report->figures[next++]) : std::nullopt);
  }
}

}  // namespace

Measurement measure(std::vector<verdict::Finding> findings, const MeasurementPlan& plan,
                    const std::function<void(int done)>& progress) {
  Measurement measurement;
  const auto names = names_of_working(findings);
  for (auto& finding : findings) measurement.rows.push_back({std::move(finding), {}});
  int answered = 0;
  for (int process = 0; process < plan.processes && !names.empty(); ++process) {
    progress(process);
    const auto report = run_worker(names, plan);
    if (report) {
      measurement.counter_hz += (report.value().counter_hz - measurement.counter_hz) / ++answered;
      add(measurement, report.value());
    } else {
      measurement.failures.push_back(
          fmt::format("process {} of {} {}", process + 1, plan.processes, report.reason()));
      add(measurement, std::nullopt);
    }
  }
  progress(plan.processes);
  return measurement;
}

}  // namespace vdsobench::bench
