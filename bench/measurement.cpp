#include "bench/measurement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "bench/child.hpp"
#include "bench/report_of_worker.hpp"
#include "bench/summary.hpp"

namespace vdsobench::bench {

namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> names_of_working(const std::vector<verdict::Finding>& findings) {
  std::vector<std::string> names;
  for (const auto& finding : findings)
    if (verdict::works(finding.outcome)) names.push_back(finding.evidence.call->name());
  return names;
}

std::vector<std::string> arguments_for(const std::vector<std::string>& names,
                                       const MeasurementPlan& plan) {
  std::vector<std::string> arguments = {"worker",
                                        "--calls",
                                        fmt::format("{}", fmt::join(names, ",")),
                                        "--cpu",
                                        fmt::format("{}", plan.cpu),
                                        "--seconds",
                                        fmt::format("{}", plan.seconds),
                                        "--seed",
                                        fmt::format("{}", std::random_device{}())};
  if (plan.exact) arguments.push_back("--exact");
  return arguments;
}

Result<WorkerReport> run_worker(const std::vector<std::string>& names,
                                const MeasurementPlan& plan) {
  const auto patience = std::chrono::duration<double>(plan.exact ? 600 : 30 + 20 * plan.seconds);
  const auto text =
      run_self(arguments_for(names, plan), std::chrono::ceil<std::chrono::milliseconds>(patience));
  if (!text) return Reason{text.reason()};
  try {
    auto report = nlohmann::json::parse(text.value()).get<WorkerReport>();
    if (report.figures.size() == names.size()) return report;
  } catch (const nlohmann::json::exception&) {
  }
  return Reason{"sent something else than its figures"};
}

void add_figures(std::vector<Row>& rows, const Result<WorkerReport>& report) {
  std::size_t next = 0;
  for (auto& row : rows) {
    if (!verdict::works(row.finding.outcome)) continue;
    if (report)
      row.figures.push_back(report.value().figures[next++]);
    else
      row.figures.push_back(Reason{"the process that measured this call " + report.reason()});
  }
}

/// Processes one after the other, and what they said.
class Series {
 public:
  Series(std::vector<verdict::Finding> findings, const MeasurementPlan& plan)
      : plan_(plan), names_(names_of_working(findings)) {
    measurement_.exact = plan.exact;
    for (auto& finding : findings) measurement_.rows.push_back({std::move(finding), {}});
  }

  bool wants_more(int done) const {
    if (names_.empty()) return false;
    if (done < plan_.processes) return true;
    return plan_.precision && Clock::now() < end_ && !is_precise();
  }

  void run_one(int number) {
    const auto report = run_worker(names_, plan_);
    add_figures(measurement_.rows, report);
    if (report) {
      counter_hz_.push_back(report.value().counter_hz);
      core_hz_.push_back(report.value().core_hz);
    } else {
      measurement_.failures.push_back(fmt::format("process {} {}", number, report.reason()));
    }
  }

  Measurement take() {
    if (!counter_hz_.empty()) {
      measurement_.counter_hz = median(counter_hz_);
      measurement_.core_hz = median(core_hz_);
    }
    return std::move(measurement_);
  }

 private:
  bool is_precise() const {
    return std::ranges::all_of(measurement_.rows, [&](const Row& row) {
      const auto headline = summarize(row);
      return !headline || headline->half_width <= *plan_.precision * headline->value;
    });
  }

  const MeasurementPlan& plan_;
  std::vector<std::string> names_;
  Clock::time_point end_ = Clock::now() + std::chrono::ceil<Clock::duration>(
                                              std::chrono::duration<double>(plan_.max_seconds));
  Measurement measurement_;
  std::vector<double> counter_hz_;
  std::vector<double> core_hz_;
};

}  // namespace

double Measurement::ns_per_unit() const { return exact || core_hz <= 0 ? 1 : 1e9 / core_hz; }

Measurement measure(std::vector<verdict::Finding> findings, const MeasurementPlan& plan,
                    const std::function<void(int done)>& progress) {
  Series series(std::move(findings), plan);
  for (int done = 0; series.wants_more(done); ++done) {
    progress(done);
    series.run_one(done + 1);
  }
  return series.take();
}

}  // namespace vdsobench::bench
