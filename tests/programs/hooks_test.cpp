#include "programs/hooks.hpp"

#include <gmock/gmock.h>
#include <sched.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <thread>

#include "base/process.hpp"
#include "calls/bound.hpp"
#include "entries/machine.hpp"

namespace vdsobench::programs {
namespace {

class HooksOfThisProcess : public testing::Test {
 protected:
  void SetUp() override {
    auto attached = Hooks::attach({.process = getpid()});
    if (!attached) GTEST_SKIP() << "eBPF is not allowed here: " << attached.reason().text;
    hooks_.emplace(std::move(attached).value());
  }

  std::uint64_t counted(unsigned function, int clock = 0) const {
    std::uint64_t sum = 0;
    for (const auto& [entry, first, calls] : hooks_->counts())
      if (entry.function == function && entry.clock == clock) sum += calls;
    return sum;
  }
  std::uint64_t lost(unsigned function) const { return hooks_->lost().value()[function]; }

  std::optional<Hooks> hooks_;
};

void read_clock(clockid_t clock, std::uint64_t times) {
  timespec answer;
  for (std::uint64_t i = 0; i < times; ++i) syscall(SYS_clock_gettime, clock, &answer);
}

TEST_F(HooksOfThisProcess, CountEachFunctionAndClock) {
  timespec answer;
  const auto before = counted(VDSOBENCH_GETRANDOM);
  for (int i = 0; i < 7; ++i) syscall(SYS_gettimeofday, &answer, nullptr);
  for (int i = 0; i < 6; ++i) syscall(SYS_time, nullptr);
  for (int i = 0; i < 5; ++i) syscall(SYS_getcpu, nullptr, nullptr, nullptr);
  for (int i = 0; i < 4; ++i) syscall(SYS_clock_getres, CLOCK_BOOTTIME, &answer);
  for (int i = 0; i < 3; ++i) syscall(SYS_getrandom, &answer, sizeof answer, 0);
  read_clock(CLOCK_MONOTONIC, 2);
  read_clock(CLOCK_THREAD_CPUTIME_ID, 1);
  EXPECT_EQ(counted(VDSOBENCH_GETTIMEOFDAY), 7);
  EXPECT_EQ(counted(VDSOBENCH_TIME), 6);
  EXPECT_EQ(counted(VDSOBENCH_GETCPU), 5);
  EXPECT_EQ(counted(VDSOBENCH_CLOCK_GETRES, CLOCK_BOOTTIME), 4);
  EXPECT_EQ(counted(VDSOBENCH_GETRANDOM) - before, 3);
  EXPECT_EQ(counted(VDSOBENCH_CLOCK_GETTIME, CLOCK_MONOTONIC), 2);
  EXPECT_EQ(counted(VDSOBENCH_CLOCK_GETTIME, CLOCK_THREAD_CPUTIME_ID), 1);
}

// Eight at a time, each of which starts, moves between CPUs and ends, so that they share them.
TEST_F(HooksOfThisProcess, CountThreadsThatMoveAndEndExactly) {
  constexpr std::uint64_t rounds = 20, threads = 8, times = 2000;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    std::vector<std::thread> running;
    for (std::uint64_t i = 0; i < threads; ++i)
      running.emplace_back([] {
        for (int part = 0; part < 4; ++part, sched_yield()) read_clock(CLOCK_TAI, times / 4);
      });
    for (auto& thread : running) thread.join();
  }
  EXPECT_EQ(counted(VDSOBENCH_CLOCK_GETTIME, CLOCK_TAI) + lost(VDSOBENCH_CLOCK_GETTIME),
            rounds * threads * times);
}

TEST_F(HooksOfThisProcess, LeaveOutOtherProcesses) {
  const auto child = fork_child();
  if (child.process == 0) {
    read_clock(CLOCK_BOOTTIME, 10);
    _exit(0);
  }
  wait_for(child.process);
  EXPECT_EQ(counted(VDSOBENCH_CLOCK_GETTIME, CLOCK_BOOTTIME), 0);
}

TEST_F(HooksOfThisProcess, LearnWhatIsGoneWithAProcess) {
  read_clock(CLOCK_BOOTTIME, 1);
  const auto counts = hooks_->counts();
  const auto found = std::ranges::find_if(
      counts, [](const Count& count) { return count.entry.clock == CLOCK_BOOTTIME; });
  ASSERT_NE(found, counts.end());
  EXPECT_STREQ(found->first.name, "programs_test");
  const auto facts = calls::own_process_facts();
  EXPECT_EQ(found->first.vdso, facts.vdso ? facts.vdso.value().base : 0);
  const auto here = reinterpret_cast<std::uint64_t>(&read_clock);
  EXPECT_LE(found->first.program, here);
  EXPECT_GT(found->first.program_end, here);
}

TEST_F(HooksOfThisProcess, ForgetAnEntry) {
  read_clock(CLOCK_BOOTTIME, 1);
  for (const auto& count : hooks_->counts()) hooks_->forget(count.entry);
  EXPECT_EQ(counted(VDSOBENCH_CLOCK_GETTIME, CLOCK_BOOTTIME), 0);
}

TEST_F(HooksOfThisProcess, CountCallsOfTheVsyscallPage) {
  const auto arguments = calls::own_arguments(calls::own_process_facts());
  const auto call = entries::answering_call("time/vsyscall", arguments);
  if (!call) GTEST_SKIP() << call.reason().text;
  call.value()(9, arguments);
  EXPECT_EQ(counted(VDSOBENCH_TIME), 9);
  for (const auto& [entry, first, calls] : hooks_->counts())
    if (entry.function == VDSOBENCH_TIME) {
      EXPECT_EQ(entry.address >> 12, 0xffffffffff600);
    }
}

TEST_F(HooksOfThisProcess, CountCallsOf32Bits) {
  if (hooks_->way() == Way::tracepoint) GTEST_SKIP() << "tracepoints do not show them";
  const auto arguments = calls::own_arguments(calls::own_process_facts());
  const auto call = entries::answering_call("time/int80", arguments);
  if (!call) GTEST_SKIP() << call.reason().text;
  call.value()(8, arguments);
  EXPECT_EQ(counted(VDSOBENCH_TIME), 8);
}

// Whichever of them this kernel has.
TEST(Hooks, CountTheSameInEachWay) {
  for (const auto way : {Way::fentry, Way::kprobe, Way::tracepoint}) {
    const auto attached = Hooks::attach_by(way, {.process = getpid()});
    GTEST_LOG_(INFO) << to_string(way) << ": " << (attached ? "counts" : attached.reason().text);
    if (!attached) continue;
    const std::uint64_t calls = 1000;
    read_clock(CLOCK_BOOTTIME, calls);
    ASSERT_EQ(attached.value().counts().size(), 1);
    const auto [entry, first, counted] = attached.value().counts().front();
    EXPECT_EQ(counted, calls);
    EXPECT_EQ(entry.process, getpid());
    EXPECT_EQ(entry.clock, CLOCK_BOOTTIME);
    EXPECT_STREQ(first.name, "programs_test");
  }
}

TEST(Hooks, AreAtTheFunctionsAlone) {
  const auto attached = Hooks::attach({});
  if (!attached) GTEST_SKIP() << "eBPF is not allowed here: " << attached.reason().text;
  EXPECT_THAT(attached.value().functions(), testing::Contains(testing::EndsWith("gettimeofday")));
}

TEST(Hooks, RefuseAFolderThatIsNoCgroup) {
  const auto attached = Hooks::attach({.cgroup = "/tmp"});
  ASSERT_FALSE(attached);
}

}  // namespace
}  // namespace vdsobench::programs
