#include "verdict/syscall_work.hpp"

#include <gmock/gmock.h>

#include "temp_dir.hpp"

namespace vdsobench::verdict {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr int cpu = 3;

TEST(SyscallWork, CountsTheSeccompFiltersOfThisProcess) {
  TempDir dir;
  dir.write("proc/self/status", "Name:\tx\nSeccomp:\t2\nSeccomp_filters:\t2\n");
  EXPECT_THAT(syscall_work(dir.root(), cpu).seen, Contains("2 seccomp filters"));
  dir.write("proc/self/status", "Seccomp:\t2\nSeccomp_filters:\t1\n");
  EXPECT_THAT(syscall_work(dir.root(), cpu).seen, Contains("1 seccomp filter"));
  dir.write("proc/self/status", "Seccomp:\t2\n");  // before Linux 5.9
  EXPECT_THAT(syscall_work(dir.root(), cpu).seen, Contains("seccomp filters"));
  dir.write("proc/self/status", "Seccomp:\t0\nSeccomp_filters:\t0\n");
  EXPECT_THAT(syscall_work(dir.root(), cpu).seen, Not(Contains(HasSubstr("seccomp"))));
}

TEST(SyscallWork, NamesWhoTracesThisProcess) {
  TempDir dir;
  dir.write("proc/self/status", "TracerPid:\t41\n").write("proc/41/comm", "strace\033[31m\n");
  EXPECT_THAT(syscall_work(dir.root(), cpu).tracer,
              AllOf(HasSubstr("strace"), HasSubstr("41"), Not(HasSubstr("\033"))));
  dir.write("proc/self/status", "TracerPid:\t0\n");
  EXPECT_EQ(syscall_work(dir.root(), cpu).tracer, "");
}

TEST(SyscallWork, KnowsEventsThatAreTraced) {
  for (const auto* instance : {"", "instances/mine/"})
    for (const auto* system : {"syscalls", "raw_syscalls"})
      for (const auto* state : {"0", "1", "X"}) {
        TempDir dir;
        const auto tracefs = std::string("sys/kernel/tracing/") + instance;
        dir.write(tracefs + "events/" + system + "/enable", state);
        const bool traced = std::string(state) != "0";
        const auto seen = syscall_work(dir.root(), cpu).seen;
        EXPECT_EQ(testing::Matches(Contains(HasSubstr("sys/kernel/tracing")))(seen), traced);
      }
}

TEST(SyscallWork, KnowsACpuWhoseContextIsTracked) {
  TempDir dir;
  dir.write("sys/devices/system/cpu/nohz_full", "2-3\n");
  EXPECT_THAT(syscall_work(dir.root(), 3).seen, Contains(HasSubstr("CPU 3 is in nohz_full")));
  EXPECT_THAT(syscall_work(dir.root(), 1).seen, Not(Contains(HasSubstr("nohz_full"))));
}

TEST(SyscallWork, TellsWhatCannotBeSeen) {
  const auto work = syscall_work(TempDir().root(), cpu);
  EXPECT_LE(work.unseen.size(), 2U);  // audit rules and tracing programs, where they cannot
}

}  // namespace
}  // namespace vdsobench::verdict
