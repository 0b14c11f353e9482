#include "bench/portable/shared_process.hpp"

#include <gtest/gtest.h>
#include <sys/rseq.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/in_child.hpp"

namespace vdsobench {
namespace {

// In children, as none of it can be undone.

TEST(SharedProcess, KeepsTheBreakWhereItIs) {
  EXPECT_EQ(in_child([] {
              hold_break();
              return sbrk(1 << 20) == reinterpret_cast<void*>(-1) ? "held" : "moved";
            }),
            "held");
}

TEST(SharedProcess, LeavesTheRestartableSequencesToAnother) {
  const auto* own =
      reinterpret_cast<rseq*>(static_cast<char*>(__builtin_thread_pointer()) + __rseq_offset);
  if (__rseq_size == 0 || static_cast<int>(own->cpu_id) < 0)
    GTEST_SKIP() << "this C library has registered none, or another test has given it up";
  EXPECT_EQ(in_child([] {
              give_up_rseq();
              alignas(32) static char area[64] = {};
              const long error = syscall(SYS_rseq, area, 32, 0, RSEQ_SIG);
              return error == 0 ? "registered" : std::strerror(errno);
            }),
            "registered");
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
              return "ignored";
            }),
            "ignored");
}

TEST(SharedProcess, CannotBecomeAnotherProgram) {
  EXPECT_EQ(in_child([] {
              forbid_exec();
              execl("/bin/sh", "sh", "-c", "exit 1", nullptr);
              return std::strerror(errno);
            }),
            std::strerror(EACCES));
}

}  // namespace
}  // namespace vdsobench
