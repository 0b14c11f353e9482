#include "bench/processes/counter_report.hpp"

#include <gtest/gtest.h>

namespace vdsobench::bench {
namespace {

using nlohmann::json;

TEST(CounterReport, ArrivesAsItWasSent) {
  const CounterReport sent = {"perf",
                              {{"ebpf", "no CAP_BPF"}},
                              {entries::Count{.calls = 500, .syscalls = 499, .emulations = 1},
                               Reason{"it died of SIGSYS"}}};
  const auto arrived = json::parse(json(sent).dump()).get<CounterReport>();
  EXPECT_EQ(arrived.method, "perf");
  ASSERT_EQ(arrived.not_used.size(), 1U);
  EXPECT_EQ(arrived.not_used[0].method, "ebpf");
  EXPECT_EQ(arrived.not_used[0].reason, "no CAP_BPF");
  ASSERT_EQ(arrived.counts.size(), 2U);
  EXPECT_EQ(arrived.counts[0].value().calls, 500U);
  EXPECT_EQ(arrived.counts[0].value().syscalls, 499U);
  EXPECT_EQ(arrived.counts[0].value().emulations, 1U);
  EXPECT_EQ(arrived.counts[1].reason().text, "it died of SIGSYS");
}

TEST(CounterReport, IsWhole) {
  const json report = CounterReport{"off", {}, {}};
  for (const auto& [member, value] : report.items()) {
    auto cut = report;
    cut.erase(member);
    EXPECT_THROW(cut.get<CounterReport>(), json::exception) << member;
  }
}

}  // namespace
}  // namespace vdsobench::bench
