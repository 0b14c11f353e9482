#include "entries/seccomp_filter.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/syscall.h>

#include "arch/arch.hpp"
#include "base/in_child.hpp"

namespace vdsobench::entries {
namespace {

Tally tally;

// What `work` says, in a child whose system calls are trapped from here on. Those of a sanitizer
// would be, too, and it waits for ever for what they do not do.
std::string under_the_filter(std::string (*work)()) {
#ifdef __SANITIZE_ADDRESS__
  if (work != nullptr) return "no filter: the address sanitizer makes system calls of its own";
#endif
  return in_child([&] {
    const auto trapped = trap_system_calls(tally);
    return trapped ? work() : "no filter: " + trapped.reason().text;
  });
}

TEST(TrapSystemCalls, CountsEachByItsNumber) {
  const auto said = under_the_filter([] {
    for (int i = 0; i < 3; ++i) arch::trap(SYS_getppid);
    arch::trap(SYS_getuid);
    return fmt::format("{} {} {}", tally.syscalls[SYS_getppid], tally.syscalls[SYS_getuid],
                       tally.emulations[0]);
  });
  if (said.starts_with("no filter")) GTEST_SKIP() << said;
  EXPECT_EQ(said, "3 1 0");
}

TEST(TrapSystemCalls, CountsNumbersBeyondTheTableTogether) {
  const auto said = under_the_filter([] {
    arch::trap(VDSOBENCH_NUMBERS);
    arch::trap(100'000);
    return fmt::format("{}", tally.syscalls[VDSOBENCH_NUMBERS]);
  });
  if (said.starts_with("no filter")) GTEST_SKIP() << said;
  EXPECT_EQ(said, "2");
}

TEST(TrapSystemCalls, AnswersInTheKernelsPlace) {
  const auto said = under_the_filter([] {
    char bytes[8] = {};
    const long got = arch::trap(SYS_getrandom, reinterpret_cast<long>(bytes), sizeof bytes, 0);
    return fmt::format("{} {}", arch::trap(SYS_getppid), got);
  });
  if (said.starts_with("no filter")) GTEST_SKIP() << said;
  EXPECT_EQ(said, "0 8");
}

}  // namespace
}  // namespace vdsobench::entries
