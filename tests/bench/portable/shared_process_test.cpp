#include "bench/portable/shared_process.hpp"

#include <gtest/gtest.h>
#include <sys/rseq.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace vdsobench {
namespace {

// In a child, as none of it can be undone.
int in_child(int (*work)()) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(SharedProcess, KeepsTheBreakWhereItIs) {
  EXPECT_EQ(in_child([] {
              hold_break();
              return sbrk(1 << 20) == reinterpret_cast<void*>(-1) ? 0 : 1;
            }),
            0);
}

TEST(SharedProcess, LeavesTheRestartableSequencesToAnother) {
  const auto* own =
      reinterpret_cast<rseq*>(static_cast<char*>(__builtin_thread_pointer()) + __rseq_offset);
  if (__rseq_size == 0 || static_cast<int>(own->cpu_id) < 0)
    GTEST_SKIP() << "this C library has registered none, or another test has given it up";
  EXPECT_EQ(in_child([] {
              give_up_rseq();
              alignas(32) static char area[64] = {};
              return static_cast<int>(syscall(SYS_rseq, area, 32, 0, RSEQ_SIG) != 0);
            }),
            0);
}

TEST(SharedProcess, IgnoresWhatWasGivenAHandlerMeanwhile) {
  EXPECT_EQ(in_child([] {
              signal(SIGUSR2, [](int) {});
              {
                const OwnSignals own;
                signal(SIGUSR1, [](int) { _exit(1); });
              }
              raise(SIGUSR1);
              raise(SIGUSR2);
              return 0;
            }),
            0);
}

TEST(SharedProcess, CannotBecomeAnotherProgram) {
  const int status = in_child([] {
    forbid_exec();
    execl("/bin/sh", "sh", "-c", "exit 1", nullptr);
    return errno == EACCES ? 0 : 2;
  });
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace vdsobench
