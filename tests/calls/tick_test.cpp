#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "arch/arch.hpp"
#include "calls/cells.hpp"
#include "calls/probe.hpp"

namespace vdsobench::calls {
namespace {

using testing::ExitedWithCode;

bool dies_of_segv(std::string_view name) {
  const auto got = probe({&cell(name), {}}, Arguments{});
  return got.ending == Probe::Ending::died && got.detail == SIGSEGV;
}

// The permission belongs to the thread and its children, so a child gives it up.
TEST(Tick, IsForbiddenAndPermittedByPrctl) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "the address sanitizer's own allocator reads the clock, and would die of it";
#endif
  EXPECT_EXIT(
      {
        if (!arch::ticks_permitted()) _exit(1);
        prctl(PR_SET_TSC, PR_TSC_SIGSEGV);
        if (arch::ticks_permitted()) _exit(2);
        if (!dies_of_segv("tick/insn")) _exit(3);
        arch::permit_ticks();
        if (!arch::ticks_permitted() || dies_of_segv("tick/insn")) _exit(4);
        _exit(0);
      },
      ExitedWithCode(0), "");
}

TEST(Tick, NeverRunsBackwards) {
  const auto before = arch::ticks();
  const auto bare = arch::bare_ticks();
  const auto after = arch::ticks();
  EXPECT_LE(before, bare);
  EXPECT_LE(bare, after);
}

}  // namespace
}  // namespace vdsobench::calls
