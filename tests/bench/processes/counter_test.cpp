#include "bench/processes/counter.hpp"

#include <gmock/gmock.h>

#include "bench/json_text.hpp"
#include "bench/processes/self.hpp"
#include "bench/sample_measurement.hpp"
#include "calls/process_facts.hpp"

namespace vdsobench::bench {
namespace {

// In a process of its own: a counter gives up what the test cannot get back.
CounterReport counted(entries::Method method, std::uint64_t times = 100) {
  CounterRequest request = {.calls = {}, .method = method, .times = times};
  for (const char* name : {"getppid/insn", "getppid/syscall"})
    request.calls.push_back(calls::bind(cell(name), calls::own_process_facts()).value());
  const auto child = fork_to([&] { return json_text(count_entries(request)); });
  const auto text = answer_of(child.value(), std::chrono::seconds(60));
  if (!text) throw std::runtime_error(text.reason().text);
  return nlohmann::json::parse(text.value()).get<CounterReport>();
}

TEST(CountEntries, CountsEachCallAsOftenAsItIsAsked) {
  const auto report = counted(entries::Method::seccomp, 37);
  if (report.method == "off") GTEST_SKIP() << report.not_used.at(0).reason;
  EXPECT_EQ(report.method, "seccomp");
  ASSERT_EQ(report.counts.size(), 2U);
  for (const auto& count : report.counts) {
    ASSERT_TRUE(count) << count.reason().text;
    EXPECT_EQ(count.value().calls, 37U);
    EXPECT_EQ(count.value().syscalls, 37U);
  }
}

TEST(CountEntries, SaysWhyNotInABetterWay) {
  const auto report = counted(entries::Method::automatic);
  if (report.method == "off") GTEST_SKIP() << "nothing counts here";
  std::vector<std::string> in_order;
  for (const auto& [method, reason] : report.not_used) {
    in_order.push_back(method);
    EXPECT_NE(reason, "") << method;
  }
  in_order.push_back(report.method);
  EXPECT_THAT((std::vector<std::string>{"ebpf", "perf", "seccomp"}),
              testing::IsSupersetOf(in_order));
  EXPECT_EQ(in_order.front(), "ebpf");
}

TEST(CountEntries, ReportsNothingWhereItIsOff) {
  const auto report = counted(entries::Method::off);
  EXPECT_EQ(report.method, "off");
  EXPECT_TRUE(report.counts.empty());
}

}  // namespace
}  // namespace vdsobench::bench
