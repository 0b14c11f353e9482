#include "bench/output/cell_reporter.hpp"

#include <charconv>
#include <cstdint>
#include <string_view>

namespace vdsobench::bench {

namespace {

using Run = benchmark::BenchmarkReporter::Run;

// The number that stands at a place of a text that we have written ourselves.
int number_at(std::string_view text, std::size_t place) {
  int number = 0;
  std::from_chars(text.data() + place, text.data() + text.size(), number);
  return number;
}

// As the row's name has it (measurement.hpp), for the library ran them all on one.
int threads_of(const std::string& name) {
  constexpr std::string_view mark = "/threads:";
  const auto place = name.find(mark);
  return place == std::string::npos ? 1 : number_at(name, place + mark.size());
}

// "2/10", the third of ten processes: what harness.cpp has registered it with.
void set_repetition(Run& run) {
  const auto& process = run.run_name.args;
  run.repetition_index = number_at(process, 0);
  run.repetitions = number_at(process, process.find('/') + 1);
}

Run as_cell(Run run) {
  set_repetition(run);
  const auto name = run.run_name.function_name;
  run.run_name = {};
  run.run_name.function_name = name;
  run.threads = threads_of(name);
  // The library measured the CPU time of reporting. That of a call is its time: it never waits.
  run.cpu_accumulated_time = run.real_accumulated_time;
  return run;
}

}  // namespace

void CellReporter::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs)
    if (run.run_type == Run::RT_Iteration) cells_.push_back(in_family(as_cell(run)));
}

// The library's CSV has a column for every counter that rows of the first report have, and aborts
// at another in a later one (ReportRuns of its src/csv_reporter.cc).
void CellReporter::Finalize() {
  if (!cells_.empty()) library_.ReportRuns(headlines_ ? one_a_call(cells_, *headlines_) : cells_);
  library_.Finalize();
}

CellReporter::Run CellReporter::in_family(Run run) {
  const auto next = static_cast<std::int64_t>(families_.size());
  run.family_index = families_.try_emplace(run.run_name.function_name, next).first->second;
  return run;
}

bool Reporters::ReportContext(const Context& context) {
  for (auto* reporter : reporters_)
    if (!reporter->ReportContext(context)) return false;
  return true;
}

void Reporters::ReportRuns(const std::vector<Run>& runs) {
  for (auto* reporter : reporters_) reporter->ReportRuns(runs);
}

void Reporters::Finalize() {
  for (auto* reporter : reporters_) reporter->Finalize();
}

}  // namespace vdsobench::bench
