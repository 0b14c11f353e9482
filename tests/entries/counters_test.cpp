#include <gtest/gtest.h>

#include <cstdint>

#include "entries/machine.hpp"
#include "entries/proof.hpp"

namespace vdsobench::entries {
namespace {

// Calls whose path is known on every machine, and how a call of each enters the kernel.
struct Known {
  const char* call;
  std::uint64_t syscalls;
  std::uint64_t emulations;
  long number;
};

constexpr Known known[] = {
    {"getppid/insn", 1, 0, 110},   {"getppid/syscall", 1, 0, 110},
    {"time/insn", 1, 0, 201},      {"clock_gettime:monotonic/syscall", 1, 0, 228},
    {"time/vdso", 0, 0, -1},       {"clock_gettime:monotonic_coarse/vdso", 0, 0, -1},
    {"time/vsyscall", 0, 1, -1},   {"gettimeofday/vsyscall", 0, 1, -1},
    {"getcpu/vsyscall", 0, 1, -1}, {"time/int80", 1, 0, 13},
};

class Counters : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    auto opened = open_counter(GetParam());
    if (!opened) GTEST_SKIP() << GetParam() << " cannot be had here: " << opened.reason().text;
    counter_ = std::move(opened).value();
  }

  void expect_exact(const Known& row, std::uint64_t n) {
    const auto call = answering_call(row.call, arguments_);
    if (!call) {
      GTEST_LOG_(INFO) << row.call << " left out: " << call.reason().text;
      return;
    }
    const auto count = counter_->count(call.value(), arguments_, n);
    ASSERT_TRUE(count) << row.call << ": " << count.reason().text;
    EXPECT_EQ(count.value().calls, n);
    EXPECT_EQ(count.value().syscalls, n * row.syscalls) << row.call;
    EXPECT_EQ(count.value().emulations, n * row.emulations) << row.call;
    const auto& numbers = count.value().by_number;
    if (!numbers.empty()) {
      EXPECT_EQ(numbers.begin()->first, row.number) << row.call;
    }
  }

  calls::Arguments arguments_ = calls::own_arguments(calls::own_process_facts());
  std::unique_ptr<Counter> counter_;
};

TEST_P(Counters, GoByTheNameTheUserGives) { EXPECT_EQ(counter_->name(), GetParam()); }

TEST_P(Counters, ProveThemselves) {
  const auto proved = prove(*counter_);
  EXPECT_TRUE(proved) << proved.reason().text;
}

TEST_P(Counters, CountThePage) {
  const auto emulated = emulated_call();
  if (!emulated) GTEST_SKIP() << "no call into a vsyscall page answers here";
  const auto proved = prove_for_page(*counter_, *emulated);
  EXPECT_TRUE(proved) << proved.reason().text;
}

TEST_P(Counters, CountExactly) {
  for (const auto& row : known) expect_exact(row, 1000);
}

TEST_P(Counters, CountASingleCall) {
  for (const auto& row : known) expect_exact(row, 1);
}

using MillionCalls = Counters;

TEST_P(MillionCalls, AreCountedExactly) {
  for (const auto& row : known)
    if (std::string(row.call) != "time/int80") expect_exact(row, 1'000'000);
}

// seccomp and eBPF differ in all but the result, so agreement is no accident.
TEST_P(Counters, AgreeWithSeccompOnEveryCall) {
  const auto other = open_counter("seccomp");
  const auto calls = answering_calls(arguments_);
  ASSERT_GT(calls.size(), 10U);
  for (const auto& call : calls) {
    const auto name = call.call->name();
    const auto ours = counter_->count(call, arguments_, 1000);
    const auto theirs = other.value()->count(call, arguments_, 1000);
    ASSERT_TRUE(ours) << name << ": " << ours.reason().text;
    ASSERT_TRUE(theirs) << name << ": " << theirs.reason().text;
    EXPECT_EQ(ours.value().emulations, theirs.value().emulations) << name;
    // The kernel may reseed between the two, which costs vDSO getrandom one system call.
    const auto allowed = call.call->function->answer == calls::Answer::random ? 1.0 : 0.0;
    EXPECT_NEAR(static_cast<double>(ours.value().syscalls),
                static_cast<double>(theirs.value().syscalls), allowed)
        << name;
  }
}

constexpr auto by_name = [](const auto& info) { return std::string(info.param); };
const auto names = testing::Values("ebpf", "perf", "seccomp");
INSTANTIATE_TEST_SUITE_P(Each, Counters, names, by_name);
INSTANTIATE_TEST_SUITE_P(Each, MillionCalls, names, by_name);

}  // namespace
}  // namespace vdsobench::entries
