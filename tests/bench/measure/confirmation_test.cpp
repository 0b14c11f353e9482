#include "bench/measure/confirmation.hpp"

#include <gtest/gtest.h>

#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

using verdict::Evidence;
using Ending = calls::Probe::Ending;

Evidence probed(std::string_view name, Ending ending) {
  const auto& call = cell(name);
  return {&call, calls::bind(call, calls::own_process_facts()), calls::Probe{ending, 0}, {}, {}};
}

std::vector<Evidence> one_that_answered() {
  std::vector<Evidence> evidence;
  evidence.push_back(probed("getppid/insn", Ending::answered));
  return evidence;
}

TEST(Confirm, CountsTheEntriesOfACallThatAnswered) {
  auto evidence = one_that_answered();
  const auto confirmation = confirm(evidence, {entries::Method::seccomp});
  if (confirmation.method == "off") GTEST_SKIP() << confirmation.reason;
  EXPECT_EQ(confirmation.method, "seccomp");
  ASSERT_TRUE(evidence[0].count) << evidence[0].not_counted;
  EXPECT_EQ(evidence[0].count->syscalls_a_call(), 1);
  EXPECT_EQ(evidence[0].count->emulations, 0U);
}

TEST(Confirm, LeavesAloneWhatDidNotAnswer) {
  auto evidence = one_that_answered();
  evidence.insert(evidence.begin(), probed("getppid/syscall", Ending::died));
  const auto confirmation = confirm(evidence, {entries::Method::seccomp});
  if (confirmation.method == "off") GTEST_SKIP() << confirmation.reason;
  EXPECT_FALSE(evidence[0].count);
  EXPECT_TRUE(evidence[1].count);
}

TEST(Confirm, CountsNothingWhereTheUserWantsItOff) {
  auto evidence = one_that_answered();
  const auto confirmation = confirm(evidence, {entries::Method::off});
  EXPECT_EQ(confirmation.method, "off");
  EXPECT_EQ(confirmation.reason, "");
  EXPECT_FALSE(evidence[0].count);
}

TEST(Confirm, StartsNothingWhereNothingAnswered) {
  std::vector<Evidence> evidence;
  evidence.push_back(probed("getppid/insn", Ending::hung));
  EXPECT_EQ(confirm(evidence, {entries::Method::automatic}).method, "off");
}

TEST(Describe, SaysHowAndWhyNotBetter) {
  EXPECT_EQ(describe({"ebpf", ""}), "kernel entries counted by ebpf");
  EXPECT_EQ(describe({"perf", "ebpf: lacks CAP_BPF"}),
            "kernel entries counted by perf (ebpf: lacks CAP_BPF)");
  EXPECT_EQ(describe({"off", ""}), "kernel entries were not counted");
}

}  // namespace
}  // namespace vdsobench::bench
