#include "bench/processes/guard.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "bench/exit_status.hpp"
#include "system_call_filter.hpp"

namespace vdsobench::bench {
namespace {

using testing::ExitedWithCode;
using testing::KilledBySignal;

// A filter that allows everything; the process ends with what the guard says.
[[noreturn]] void guard_under_filter(const std::function<int()>& work) {
  filter_system_call(SYS_getpgid, SECCOMP_RET_ALLOW);
  try {
    _exit(guarded(work));
  } catch (const MeasurementError& error) {
    std::cerr << error.what() << std::endl;
    _exit(measurement_failed);
  }
}

int die_of(int number) {
  signal(number, SIG_DFL);
  raise(number);
  return 0;
}

TEST(Guard, GivesTheStatusOfTheWork) {
  EXPECT_EQ(guarded([] { return 7; }), 7);
  EXPECT_EXIT(guard_under_filter([] { return 7; }), ExitedWithCode(7), "");
}

TEST(Guard, SaysThatAFilterKilled) {
  EXPECT_EXIT(guard_under_filter([] { return die_of(SIGSYS); }), ExitedWithCode(measurement_failed),
              "seccomp filter killed");
}

TEST(Guard, DiesAsTheWorkDoes) {
  EXPECT_EXIT(guard_under_filter([] { return die_of(SIGTERM); }), KilledBySignal(SIGTERM), "");
}

}  // namespace
}  // namespace vdsobench::bench
