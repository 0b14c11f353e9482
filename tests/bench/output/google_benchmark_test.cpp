#include "bench/output/google_benchmark.hpp"

#include <gmock/gmock.h>

#include <iostream>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "bench/exit_status.hpp"
#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using enum verdict::Outcome;

Row half_failed() {
  auto row = measured("getcpu/vdso", userspace, {2.75});
  row.figures.emplace_back(Reason{"the process that measured it died"});
  return row;
}

// The library must be told of a death at any place among processes that live, and they need not
// have made the same number of calls.
Row first_died() {
  auto row = measured("gettimeofday/vdso", userspace, {40, 42});
  row.figures.insert(row.figures.begin(), Reason{"the process that measured it died"});
  return row;
}

Row last_died() {
  auto row = measured("gettimeofday/syscall", syscall, {200, 202});
  auto longer = flat_figures(204);
  longer.calls = 3000;
  row.figures.emplace_back(longer);
  row.figures.emplace_back(Reason{"the process that measured it died"});
  return row;
}

Row counted() {
  auto row = measured("getcpu/syscall", syscall, {100, 104});
  row.finding.evidence.count = entries::Count{.calls = 100, .syscalls = 100, .emulations = 0};
  return row;
}

Row not_finite() {
  auto row = measured("time/vdso", userspace, {1.5});
  auto figures = row.figures[0].value();
  figures.max = std::numeric_limits<double>::infinity();
  figures.disturbed = std::numeric_limits<double>::quiet_NaN();
  row.figures[0] = figures;
  return row;
}

// More than the library thinks anyone wants of one benchmark.
Row many() {
  return measured("clock_getres:monotonic/vdso", userspace, std::vector<double>(200, 5));
}

/// The library keeps what it was told for as long as the process lives, so there is one report.
class Report : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    RunOptions options;
    initialize_library(options);
    Measurement measurement;
    measurement.core_hz = 2e9;  // half a nanosecond a cycle
    measurement.rows = {half_failed(), counted(),
                        not_finite(),  missing("time/vsyscall", unavailable, "no \"page\"\nhere"),
                        first_died(),  last_died(),
                        many()};
    const std::ostringstream said;
    auto* stderr_buffer = std::cerr.rdbuf(said.rdbuf());
    text_ = report(measurement, {{"vdsobench.schema", "1"}}, options);
    std::cerr.rdbuf(stderr_buffer);
    said_ = said.str();
    result_ = json::parse(text_);  // strict: no NaN, no trailing comma
  }

  static std::vector<json> rows(const std::string& name) {
    std::vector<json> found;
    for (const auto& row : result_.at("benchmarks"))
      if (row.at("name") == name) found.push_back(row);
    return found;
  }

  static inline std::string text_;
  static inline std::string said_;
  static inline json result_;
};

TEST_F(Report, HasARowForEveryCallAndProcess) {
  EXPECT_EQ(result_.at("benchmarks").size(), 213U);
  EXPECT_EQ(rows("getcpu/syscall").size(), 2U);
}

TEST_F(Report, NamesRowsAfterTheCallAlone) {
  EXPECT_THAT(text_, testing::Not(HasSubstr("manual_time")));
  EXPECT_THAT(text_, testing::Not(HasSubstr("iterations:")));
  EXPECT_THAT(text_, testing::Not(HasSubstr("_mean")));
}

TEST_F(Report, CountsProcessesAsRepetitions) {
  const auto processes = rows("getcpu/syscall");
  for (std::size_t i = 0; i < processes.size(); ++i) {
    EXPECT_EQ(processes[i].at("repetitions"), 2);
    EXPECT_EQ(processes[i].at("repetition_index"), i);
    EXPECT_EQ(processes[i].at("iterations"), 1000);
  }
}

TEST_F(Report, GivesTheHeadlineAsRealTimeInNanoseconds) {
  const auto row = rows("getcpu/syscall").at(1);
  EXPECT_NEAR(row.at("real_time").get<double>(), 52, 1e-6);
  EXPECT_EQ(row.at("cpu_time"), row.at("real_time"));
  EXPECT_EQ(row.at("time_unit"), "ns");
  EXPECT_EQ(row.at("ns_p50"), 52);
  EXPECT_EQ(row.at("cycles"), 104);
  EXPECT_EQ(row.at("batch"), 10);
}

TEST_F(Report, LabelsTheOutcome) {
  EXPECT_EQ(rows("getcpu/syscall").at(0).at("label"), "syscall");
  EXPECT_EQ(rows("time/vdso").at(0).at("label"), "userspace");
  EXPECT_EQ(rows("time/vsyscall").at(0).at("label"), "unavailable");
}

TEST_F(Report, HasEntriesOnlyWhereTheyWereCounted) {
  EXPECT_EQ(rows("getcpu/syscall").at(0).at("entries"), 1);
  EXPECT_EQ(rows("getcpu/syscall").at(0).at("emulations"), 0);
  EXPECT_FALSE(rows("time/vdso").at(0).contains("entries"));
}

TEST_F(Report, LeavesOutWhatIsNotFinite) {
  const auto row = rows("time/vdso").at(0);
  EXPECT_FALSE(row.contains("ns_max"));
  EXPECT_FALSE(row.contains("disturbed"));
  EXPECT_EQ(row.at("ns_p99"), 0.75);
}

TEST_F(Report, KeepsARowForWhatIsMissing) {
  const auto row = rows("time/vsyscall").at(0);
  EXPECT_EQ(row.at("error_occurred"), true);
  EXPECT_EQ(row.at("error_message"), "no \"page\"\nhere");
  EXPECT_FALSE(row.contains("ns_p50"));
}

TEST_F(Report, KeepsARowForAProcessThatFailed) {
  const auto processes = rows("getcpu/vdso");
  ASSERT_EQ(processes.size(), 2U);
  EXPECT_FALSE(processes[0].contains("error_occurred"));
  EXPECT_NEAR(processes[0].at("real_time").get<double>(), 1.375, 1e-6);
  EXPECT_EQ(processes[1].at("error_occurred"), true);
  EXPECT_EQ(processes[1].at("error_message"), "the process that measured it died");
}

TEST_F(Report, KeepsTheFiguresOfAllOthersWhereOneProcessDied) {
  const auto first = rows("gettimeofday/vdso");
  ASSERT_EQ(first.size(), 3U);
  EXPECT_EQ(first[0].at("error_occurred"), true);
  EXPECT_NEAR(first[1].at("real_time").get<double>(), 20, 1e-6);
  EXPECT_NEAR(first[2].at("real_time").get<double>(), 21, 1e-6);
  const auto last = rows("gettimeofday/syscall");
  ASSERT_EQ(last.size(), 4U);
  EXPECT_NEAR(last[2].at("real_time").get<double>(), 102, 1e-6);
  EXPECT_EQ(last[2].at("iterations"), 3000);
  EXPECT_EQ(last[3].at("error_occurred"), true);
  EXPECT_EQ(last[3].at("repetition_index"), 3);
  EXPECT_EQ(last[3].at("repetitions"), 4);
}

TEST_F(Report, HasAFamilyForEveryCall) {
  for (const auto& row : rows("getcpu/syscall")) {
    EXPECT_EQ(row.at("family_index"), 1);
    EXPECT_EQ(row.at("per_family_instance_index"), 0);
  }
}

TEST_F(Report, SaysNothingOfManyProcesses) {
  EXPECT_EQ(said_, "");
  const auto rows_of_many = rows("clock_getres:monotonic/vdso");
  ASSERT_EQ(rows_of_many.size(), 200U);
  EXPECT_EQ(rows_of_many.back().at("repetition_index"), 199);
}

TEST_F(Report, HasTheContext) {
  const auto& context = result_.at("context");
  EXPECT_EQ(context.at("vdsobench.schema"), "1");
  EXPECT_EQ(context.at("executable"), "vdsobench");
  EXPECT_TRUE(context.at("caches").is_array());
  EXPECT_TRUE(context.at("num_cpus").is_number());
}

TEST(InitializeLibrary, RefusesAFlagThatItDoesNotKnow) {
  RunOptions options;
  options.google_benchmark = {"--benchmark_no_such=1"};
  EXPECT_THROW(initialize_library(options), UsageError);
}

}  // namespace
}  // namespace vdsobench::bench
