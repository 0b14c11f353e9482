#include "calls/probe.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <iostream>

#include "calls/cells.hpp"
#include "system_call_filter.hpp"

namespace vdsobench::calls {
namespace {

using testing::ExitedWithCode;
using testing::HasSubstr;
using Ending = Probe::Ending;

template <class Function>
Probe probe_of(std::string_view name, Function* function) {
  return probe(leading_to(name, function), Arguments{});
}

template <class Function>
Probe hasty_probe_of(std::string_view name, Function* function) {
  return probe(leading_to(name, function), Arguments{}, std::chrono::seconds(1));
}

long answers() { return 0; }
long refuses() { return -EPERM; }
int refuses_by_errno() { return errno = ENOSYS, -1; }
long hangs() {
  while (true) pause();
}

// For a child that is under the filter: its exit status says whether the probe ended so.
[[noreturn]] void exit_by(const Probe& got, Ending ending, int detail) {
  if (got.ending == ending && got.detail == detail) _exit(0);
  std::cerr << got.describe() << std::endl;
  _exit(1);
}

TEST(Probe, SeesAnAnswer) {
  const auto got = probe_of("time/vdso", &answers);
  EXPECT_EQ(got.ending, Ending::answered);
  EXPECT_EQ(got.describe(), "answered");
}

TEST(Probe, SeesARefusalAsThePathGivesIt) {
  const auto by_value = probe_of("time/vdso", &refuses);
  EXPECT_EQ(by_value.ending, Ending::refused);
  EXPECT_EQ(by_value.detail, EPERM);
  EXPECT_THAT(by_value.describe(), HasSubstr("EPERM (Operation not permitted)"));
  EXPECT_EQ(probe_of("time/libc", &refuses_by_errno).detail, ENOSYS);
}

TEST(Probe, NeverTakesTicksForAnError) {
  const Call ticks = {cell("tick/insn").function, cell("time/vdso").path, cell("time/vdso").loop};
  const auto got = probe({&ticks, reinterpret_cast<Target>(&refuses)}, Arguments{});
  EXPECT_EQ(got.ending, Ending::answered);
}

TEST(Probe, SurvivesAFault) {
  const auto got = probe({&cell("time/vdso"), nullptr}, Arguments{});
  EXPECT_EQ(got.ending, Ending::died);
  EXPECT_EQ(got.detail, SIGSEGV);
  EXPECT_EQ(got.describe(), "died of SIGSEGV");
}

TEST(Probe, SurvivesASeccompKill) {
  EXPECT_EXIT(
      {
        if (!filter_system_call(SYS_getppid, SECCOMP_RET_KILL_PROCESS)) _exit(2);
        exit_by(probe(own("getppid/insn"), Arguments{}), Ending::died, SIGSYS);
      },
      ExitedWithCode(0), "");
}

TEST(Probe, BlamesNoCallForWhatAFilterDoesToTheProbesOwn) {
  for (const unsigned helper : {SYS_alarm, SYS_rt_sigprocmask})
    EXPECT_EXIT(
        {
          if (!filter_system_call(helper, SECCOMP_RET_KILL_PROCESS)) _exit(2);
          exit_by(probe(own("getppid/insn"), Arguments{}), Ending::answered, 0);
        },
        ExitedWithCode(0), "");
}

TEST(Probe, SeesASeccompRefusal) {
  EXPECT_EXIT(
      {
        if (!filter_system_call(SYS_getppid, SECCOMP_RET_ERRNO | EPERM)) _exit(2);
        exit_by(probe(own("getppid/syscall"), Arguments{}), Ending::refused, EPERM);
      },
      ExitedWithCode(0), "");
}

TEST(Probe, EndsAHang) {
  const auto got = hasty_probe_of("time/vdso", &hangs);
  EXPECT_EQ(got.ending, Ending::hung);
  EXPECT_EQ(got.describe(), "did not answer within 1 s");
}

long stops() { return raise(SIGSTOP); }

TEST(Probe, EndsACallThatStopsItsProcess) {
  EXPECT_EQ(hasty_probe_of("time/vdso", &stops).ending, Ending::hung);
}

long answers_late() { return sleep(4), 0; }

TEST(Probe, EndsAHangWhereTheAlarmWasBlocked) {
  EXPECT_EXIT(
      {
        sigset_t alarm;
        sigemptyset(&alarm);
        sigaddset(&alarm, SIGALRM);
        sigprocmask(SIG_BLOCK, &alarm, nullptr);
        exit_by(hasty_probe_of("time/vdso", &answers_late), Ending::hung, 1);
      },
      ExitedWithCode(0), "");
}

TEST(Probe, LearnsHowItsChildEndedWhereChildrenWereIgnored) {
  EXPECT_EXIT(
      {
        signal(SIGCHLD, SIG_IGN);
        exit_by(probe({&cell("time/vdso"), nullptr}, Arguments{}), Ending::died, SIGSEGV);
      },
      ExitedWithCode(0), "");
}

// By int80 a call dies where the kernel was started without 32-bit system calls.
TEST(Probe, FindsEveryLiveCallAnsweringOrRefusing) {
  const auto process_facts = own_process_facts();
  const auto arguments = own_arguments(process_facts);
  for (const auto& call : all_calls()) {
    const auto bound = bind(call, process_facts);
    if (!bound || call.path->name == "int80") continue;
    const auto got = probe(bound.value(), arguments);
    EXPECT_TRUE(got.ending == Ending::answered || got.ending == Ending::refused)
        << call.name() << ": " << got.describe();
  }
}

}  // namespace
}  // namespace vdsobench::calls
