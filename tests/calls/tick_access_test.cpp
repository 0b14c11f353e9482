#include "calls/tick_access.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>

#include "arch/arch.hpp"
#include "calls/cells.hpp"
#include "calls/forbidden_ticks.hpp"
#include "calls/probe.hpp"
#include "calls/raw_clock.hpp"

namespace vdsobench::calls {
namespace {

using testing::ExitedWithCode;

bool dies_of_segv(std::string_view name) {
  const auto got = probe({&cell(name), {}}, Arguments{});
  return got.ending == Probe::Ending::died && got.detail == SIGSEGV;
}

/// What becomes of a process that may not read the counter. Each statement that is tried runs in a
/// process of its own, in which nothing has asked for access before.
class ForbiddenTick : public testing::Test {
 protected:
  void SetUp() override {
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "the address sanitizer's own allocator reads the clock, and would die of it";
#endif
    if (!ticks_can_be_forbidden()) GTEST_SKIP() << "this kernel does not enforce PR_SET_TSC";
    GTEST_FLAG_SET(death_test_style, "threadsafe");
  }
};

TEST_F(ForbiddenTick, DiesOfReading) {
  EXPECT_EXIT(
      {
        if (!arch::ticks_permitted()) _exit(1);
        arch::forbid_ticks();
        if (arch::ticks_permitted()) _exit(2);
        if (!dies_of_segv("tick/insn")) _exit(3);
        arch::permit_ticks();
        if (!arch::ticks_permitted() || dies_of_segv("tick/insn")) _exit(4);
        _exit(0);
      },
      ExitedWithCode(0), "");
}

TEST_F(ForbiddenTick, IsLiftedWhereThatIsAllowed) {
  EXPECT_EXIT(
      {
        arch::forbid_ticks();
        if (tick_access() != TickAccess::lifted) _exit(1);
        arch::ticks();
        _exit(0);
      },
      ExitedWithCode(0), "");
}

TEST_F(ForbiddenTick, IsBackForAsLongAsCallsAreTriedAsGiven) {
  EXPECT_EXIT(
      {
        arch::forbid_ticks();
        const auto access = tick_access();
        {
          const TicksAsGiven as_given(access);
          if (arch::ticks_permitted() || !dies_of_segv("tick/insn")) _exit(1);
        }
        if (!arch::ticks_permitted() || dies_of_segv("tick/insn")) _exit(2);
        const TicksAsGiven nothing_lifted(TickAccess::allowed);
        _exit(arch::ticks_permitted() ? 0 : 3);
      },
      ExitedWithCode(0), "");
}

TEST_F(ForbiddenTick, IsSurvivedWhereItCannotBeLifted) {
  EXPECT_EXIT(
      {
        forbid_ticks_for_good();
        if (tick_access() != TickAccess::denied) _exit(1);
        std::chrono::steady_clock::now();  // as libraries do
        if (arch::ticks() != 0) _exit(2);
        if (!dies_of_segv("tick/insn")) _exit(3);
        const auto before = RawClock::now();
        if (RawClock::now() <= before) _exit(4);
        _exit(0);
      },
      ExitedWithCode(0), "");
}

TEST_F(ForbiddenTick, LeavesOtherFaultsToEndTheProcess) {
  EXPECT_EXIT(
      {
        forbid_ticks_for_good();
        tick_access();
        raise(SIGSEGV);
        _exit(0);
      },
      testing::KilledBySignal(SIGSEGV), "");
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
