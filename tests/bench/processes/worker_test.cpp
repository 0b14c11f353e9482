#include <gmock/gmock.h>

#include "bench/exit_status.hpp"
#include "bench/processes/internal_commands.hpp"
#include "bench/processes/self.hpp"
#include "bench/processes/worker_report.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;

// In a process of its own, as it gives up capabilities.
Result<WorkerReport> report_of(const WorkerRequest& request) {
  const auto child = fork_to([&] { return worker_report(request); });
  if (!child) return Reason{child.reason()};
  const auto text = answer_of(child.value(), std::chrono::minutes(5));
  if (!text) return Reason{text.reason()};
  return nlohmann::json::parse(text.value()).get<WorkerReport>();
}

TEST(Worker, VisitsEachCallAndReportsInTheirOrder) {
  const auto report = report_of({.calls = {"getppid/insn", "getppid/libc"}});
  ASSERT_TRUE(report) << report.reason().text;
  ASSERT_EQ(report.value().figures.size(), 2U);
  for (const auto& figures : report.value().figures) {
    ASSERT_TRUE(figures);
    EXPECT_GE(figures.value().visits.size(), 3U);
    EXPECT_GT(figures.value().p50, 0);
  }
  EXPECT_GT(report.value().additions, 0);
  EXPECT_GT(report.value().step, 0);
  EXPECT_TRUE(report.value().latencies.empty());
}

TEST(Worker, TimesSingleCallsWhereAskedFor) {
  const auto report = report_of({.calls = {"getppid/insn"}, .latency = true});
  ASSERT_TRUE(report) << report.reason().text;
  ASSERT_EQ(report.value().latencies.size(), 1U);
  EXPECT_GT(report.value().latencies.front().value().calls, 1000U);
}

TEST(Worker, RefusesACallThatThereIsNot) {
  EXPECT_THROW(worker_report({.calls = {"getppid/road"}}), UsageError);
}

}  // namespace
}  // namespace vdsobench::bench
