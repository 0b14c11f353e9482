#include "bench/output/cell_reporter.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace vdsobench::bench {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

/// The library's end of it: keeps what it is shown.
class Kept : public benchmark::BenchmarkReporter {
 public:
  explicit Kept(bool goes_on = true) : goes_on_(goes_on) {}
  bool ReportContext(const Context&) override { return goes_on_; }
  void ReportRuns(const std::vector<Run>& runs) override {
    all.insert(all.end(), runs.begin(), runs.end());
  }
  void Finalize() override { ++finalized; }

  std::vector<Run> all;
  int finalized = 0;

 private:
  bool goes_on_;
};

// As the library reports a benchmark that google_benchmark.cpp has registered.
Run run_of(const std::string& name, const std::string& process) {
  Run run;
  run.run_name.function_name = name;
  run.run_name.args = process;
  run.run_name.iterations = "iterations:1";
  run.run_name.time_type = "manual_time";
  run.run_type = Run::RT_Iteration;
  run.real_accumulated_time = 2.5;
  run.cpu_accumulated_time = 99;
  return run;
}

std::vector<Run> shown(const std::vector<Run>& runs) {
  Kept library;
  std::ostringstream text;
  CellReporter reporter(library, text);
  for (const auto& run : runs) reporter.ReportRuns({run});
  EXPECT_TRUE(library.all.empty());
  reporter.Finalize();
  EXPECT_EQ(library.finalized, 1);
  return library.all;
}

TEST(CellReporter, NamesARowAfterTheCallAlone) {
  EXPECT_EQ(shown({run_of("time/vdso", "0/3")}).at(0).benchmark_name(), "time/vdso");
}

TEST(CellReporter, MakesProcessesRepetitions) {
  const auto row = shown({run_of("time/vdso", "12/15")}).at(0);
  EXPECT_EQ(row.repetition_index, 12);
  EXPECT_EQ(row.repetitions, 15);
}

TEST(CellReporter, ReadsTheNumberOfThreadsInTheName) {
  EXPECT_EQ(shown({run_of("time/vdso/threads:16", "0/1")}).at(0).threads, 16);
  EXPECT_EQ(shown({run_of("time/vdso", "0/1")}).at(0).threads, 1);
}

TEST(CellReporter, TakesTheTimeOfACallForItsCpuTime) {
  EXPECT_EQ(shown({run_of("time/vdso", "0/1")}).at(0).cpu_accumulated_time, 2.5);
}

TEST(CellReporter, MakesTheProcessesOfACallOneFamily) {
  const auto rows = shown({run_of("a/vdso", "0/2"), run_of("b/vdso", "0/2"),
                           run_of("a/vdso", "1/2"), run_of("b/vdso", "1/2")});
  std::vector<std::int64_t> families;
  for (const auto& row : rows) families.push_back(row.family_index);
  EXPECT_THAT(families, testing::ElementsAre(0, 1, 0, 1));
}

TEST(CellReporter, PassesOverAggregates) {
  auto mean = run_of("time/vdso", "0/1");
  mean.run_type = Run::RT_Aggregate;
  EXPECT_TRUE(shown({mean}).empty());
  EXPECT_EQ(shown({mean, run_of("time/vdso", "0/1")}).size(), 1U);
}

TEST(Reporters, ShowEverythingToEach) {
  Kept first, second;
  Reporters both;
  both.add(first);
  both.add(second);
  both.ReportRuns({run_of("time/vdso", "0/1")});
  both.Finalize();
  for (const auto* each : {&first, &second}) {
    EXPECT_EQ(each->all.size(), 1U);
    EXPECT_EQ(each->finalized, 1);
  }
}

TEST(Reporters, GoOnOnlyWhereAllOfThemDo) {
  Kept willing, unwilling(false);
  Reporters reporters;
  const benchmark::BenchmarkReporter::Context context;
  EXPECT_TRUE(reporters.ReportContext(context));
  reporters.add(willing);
  EXPECT_TRUE(reporters.ReportContext(context));
  reporters.add(unwilling);
  EXPECT_FALSE(reporters.ReportContext(context));
}

}  // namespace
}  // namespace vdsobench::bench
