#include "bench/output/per_call.hpp"

#include <gmock/gmock.h>

namespace vdsobench::bench {
namespace {

using testing::ElementsAre;
using Run = benchmark::BenchmarkReporter::Run;

using Counters = std::map<std::string, double>;

Run process_of(const std::string& name, double ns, const Counters& counters) {
  Run run;
  run.run_name.function_name = name;
  run.run_type = Run::RT_Iteration;
  run.iterations = 100;
  run.real_accumulated_time = ns * 1e-9 * 100;
  for (const auto& [key, value] : counters) run.counters[key] = benchmark::Counter(value);
  return run;
}

std::vector<std::string> names_of(const std::vector<Run>& rows) {
  std::vector<std::string> names;
  for (const auto& row : rows) names.push_back(row.run_name.function_name);
  return names;
}

// In nanoseconds a call, as the library shows it.
double time_of(const Run& row) { return row.GetAdjustedRealTime(); }

TEST(OneACall, KeepsCallsInTheirOrder) {
  const auto rows = one_a_call({process_of("b/vdso", 1, {}), process_of("a/vdso", 1, {}),
                                process_of("b/vdso", 1, {}), process_of("a/vdso", 1, {})},
                               {});
  EXPECT_THAT(names_of(rows), ElementsAre("b/vdso", "a/vdso"));
}

TEST(OneACall, HasTheHeadlineOfTheTable) {
  const auto row = one_a_call({process_of("a/vdso", 2, {{"ns_p50", 2}}),
                               process_of("a/vdso", 9, {{"ns_p50", 9}})},
                              {{"a/vdso", 2.25}})
                       .at(0);
  EXPECT_DOUBLE_EQ(time_of(row), 2.25);
  EXPECT_EQ(row.iterations, 200);
}

TEST(OneACall, WithoutAHeadlineHasTheMedianOfTheProcesses) {
  const auto row = one_a_call({process_of("a/vdso/latency", 2, {{"ns_p50", 2}}),
                               process_of("a/vdso/latency", 9, {{"ns_p50", 9}}),
                               process_of("a/vdso/latency", 3, {{"ns_p50", 3}})},
                              {})
                       .at(0);
  EXPECT_DOUBLE_EQ(time_of(row), 3);
}

TEST(OneACall, HasTheMedianOfCountersTheLargestMaximumAndNoStates) {
  const auto row =
      one_a_call({process_of("a/vdso", 1, {{"ns_p50", 1}, {"ns_max", 70}, {"state1_ns", 1}}),
                  process_of("a/vdso", 2, {{"ns_p50", 2}, {"ns_max", 90}}),
                  process_of("a/vdso", 3, {{"ns_p50", 7}, {"ns_max", 80}})},
                 {})
          .at(0);
  EXPECT_EQ(row.counters.at("ns_p50"), 2);
  EXPECT_EQ(row.counters.at("ns_max"), 90);
  EXPECT_FALSE(row.counters.contains("state1_ns"));
}

TEST(OneACall, LeavesOutProcessesThatFailed) {
  const auto row = one_a_call({process_of("a/vdso", 0, {{"entries", 1}}),
                               process_of("a/vdso", 5, {{"ns_p50", 5}, {"entries", 0}})},
                              {})
                       .at(0);
  EXPECT_DOUBLE_EQ(time_of(row), 5);
  EXPECT_EQ(row.counters.at("entries"), 0);
}

TEST(OneACall, OfNoProcessIsTheFirstRowAsItWas) {
  auto failed = process_of("a/vdso", 0, {{"entries", 1}});
  failed.report_label = "unavailable";
  const auto rows = one_a_call({failed, process_of("a/vdso", 0, {})}, {});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows.front().report_label, "unavailable");
  EXPECT_EQ(rows.front().repetitions, 1);
}

}  // namespace
}  // namespace vdsobench::bench
