#include "bench/measure/measurement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <random>

#include "bench/json_text.hpp"
#include "bench/measure/judgement.hpp"
#include "bench/measure/precision.hpp"
#include "bench/measure/summary.hpp"
#include "bench/processes/internal_commands.hpp"
#include "bench/processes/likeness.hpp"
#include "bench/processes/self.hpp"
#include "bench/processes/worker_report.hpp"
#include "calls/process_facts.hpp"
#include "calls/raw_clock.hpp"
#include "calls/tick_access.hpp"

namespace vdsobench::bench {

namespace {

using Clock = calls::RawClock;

std::vector<std::string> names_of_working(const std::vector<verdict::Finding>& findings) {
  std::vector<std::string> names;
  for (const auto& finding : findings)
    if (verdict::works(finding.outcome)) names.push_back(finding.evidence.call->name());
  return names;
}

WorkerRequest request_for(const std::vector<std::string>& names, const MeasurementPlan& plan,
                          int threads) {
  auto request = plan.worker;
  request.calls = names;
  request.seed = std::random_device{}();
  request.cpus.resize(static_cast<std::size_t>(threads));
  return request;
}

/// How a process that measures comes to be: started anew with a layout of memory of its own; or
/// where that would be another program than the one that was judged, forked, with this one's.
enum class Birth { start, fork };

// The loader of a program reads the tick counter (rtld_timer_start of glibc's elf/rtld.c): where
// that is denied none can be started. What valgrind or QEMU runs is left by what it starts.
Birth birth_of_workers(const calls::ProcessFacts& process_facts) {
  const bool can_start = process_facts.ticks != calls::TickAccess::denied &&
                         process_facts.run_by.empty() && is_own_file();
  return can_start ? Birth::start : Birth::fork;
}

Result<std::string> answer_of_worker(const WorkerRequest& request, Birth birth) {
  const auto patience = patience_with(request);
  if (birth == Birth::start) return run_self({"worker", json_text(request)}, patience);
  const auto child = fork_to([&] { return worker_report(request); });
  return child ? answer_of(child.value(), patience) : child.reason();
}

Result<WorkerReport> run_worker(const std::vector<std::string>& names, const MeasurementPlan& plan,
                                int threads, Birth birth) {
  const auto request = request_for(names, plan, threads);
  const auto text = answer_of_worker(request, birth);
  if (!text) return text.reason();
  try {
    auto report = nlohmann::json::parse(text.value()).get<WorkerReport>();
    if (report.figures.size() == names.size() &&
        report.latencies.size() == (request.latency ? names.size() : 0))
      return report;
  } catch (const nlohmann::json::exception&) {
  }
  return Reason{"sent something else than its figures"};
}

void add_failure(Row& row, const std::string& reason, bool latency) {
  const Reason why = {"the process that measured this call " + reason};
  row.figures.emplace_back(why);
  if (latency) row.latencies.emplace_back(why);
}

void add_figures(Row& row, const WorkerReport& report, std::size_t number) {
  row.figures.push_back(report.figures[number]);
  if (!report.latencies.empty()) row.latencies.push_back(report.latencies[number]);
}

// To the rows that the process measured: those of its number of threads.
void add_report(Measurement& measurement, const Result<WorkerReport>& report, int threads) {
  std::size_t next = 0;
  for (auto& row : measurement.rows) {
    if (!verdict::works(row.finding.outcome) || row.threads != threads) continue;
    if (report)
      add_figures(row, report.value(), next++);
    else
      add_failure(row, report.reason().text, measurement.latency);
  }
}

std::vector<int> numbers_of_threads(const MeasurementPlan& plan) {
  return plan.threads.empty() ? std::vector{0} : plan.threads;
}

Clock::time_point in(double seconds) {
  return Clock::now() + std::chrono::ceil<Clock::duration>(std::chrono::duration<double>(seconds));
}

/// Processes one after the other, and what they said.
class Series {
 public:
  Series(std::vector<verdict::Finding> findings, const MeasurementPlan& plan)
      : plan_(plan), names_(names_of_working(findings)) {
    measurement_.exact = plan.worker.exact;
    measurement_.latency = plan.worker.latency;
    for (const auto& finding : findings)
      for (const int threads : numbers_of_threads(plan))
        measurement_.rows.push_back({.finding = finding, .figures = {}, .threads = threads});
  }

  bool wants_more(int done) const {
    if (names_.empty()) return false;
    if (done < plan_.processes) return true;
    if (Clock::now() < quiet_end_ && !is_quiet(measurement_)) return true;
    return plan_.precision && Clock::now() < end_ && !is_precise(measurement_, *plan_.precision);
  }

  void run_one(int number) {
    for (const int threads : numbers_of_threads(plan_)) run_one(number, threads);
    judge(measurement_);
  }

  Measurement take() {
    if (!counter_hz_.empty()) measurement_.counter_hz = median(counter_hz_);
    if (!core_hz_.empty()) measurement_.core_hz = median(core_hz_);
    return std::move(measurement_);
  }

 private:
  // A launcher may have hidden the vDSO from this process alone, and valgrind leaves alone what
  // this starts: figures of such a process are not of the calls that were judged.
  Result<WorkerReport> run_worker_alike(int threads) {
    auto report = run_worker(names_, plan_, threads, birth_);
    if (birth_ == Birth::fork || !report || report.value().likeness == likeness_) return report;
    birth_ = Birth::fork;
    return run_worker(names_, plan_, threads, birth_);
  }

  void run_one(int number, int threads) {
    const auto report = run_worker_alike(threads);
    add_report(measurement_, report, threads);
    if (report) {
      measurement_.step = std::max(measurement_.step, report.value().step);
      measurement_.additions = report.value().additions;
      for (const auto& [batch, visits] : report.value().empty)
        std::ranges::copy(visits, std::back_inserter(measurement_.empty[batch]));
      if (const auto& hz = report.value().counter_hz) counter_hz_.push_back(*hz);
      if (const auto& hz = report.value().core_hz) core_hz_.push_back(*hz);
      measurement_.seconds += report.value().seconds;
      measurement_.switches += report.value().switches;
    } else {
      measurement_.failures.push_back(fmt::format("process {} {}", number, report.reason().text));
    }
  }

  const MeasurementPlan& plan_;
  std::vector<std::string> names_;
  calls::ProcessFacts process_facts_ = calls::own_process_facts();
  std::string likeness_ = likeness(process_facts_);
  Birth birth_ = birth_of_workers(process_facts_);
  Clock::time_point end_ = in(plan_.max_seconds);
  Clock::time_point quiet_end_ = in(plan_.quiet_seconds);
  Measurement measurement_;
  std::vector<double> counter_hz_;
  std::vector<double> core_hz_;
};

}  // namespace

std::string row_name(const calls::Call& call, int threads) {
  return threads > 0 ? fmt::format("{}/threads:{}", call.name(), threads) : call.name();
}

std::string Row::name() const { return row_name(*finding.evidence.call, threads); }

bool Row::is_absent() const { return finding.outcome == verdict::Outcome::unavailable; }

const timing::Figures* Row::exact_figures() const {
  return figures.empty() || !figures.front() ? nullptr : &figures.front().value();
}

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
