#include "programs/hooked.hpp"

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/process.hpp"

namespace vdsobench::programs {
namespace {

void ask(int times) {
  timespec answer;
  for (int i = 0; i < times; ++i) syscall(SYS_clock_gettime, CLOCK_TAI, &answer);
}

// Of a child and of its child, which is another's by the time that it asks; not of this process.
TEST(Hooked, CountsWhatThisProcessHasStarted) {
  auto hooks = Hooks::attach({.only_below = true});
  if (!hooks) GTEST_SKIP() << hooks.reason().text;
  Hooked hooked(std::move(hooks).value(), {calls::own_process_facts(), {.clock = {}, .libc = ""}});
  EXPECT_EQ(hooked.noticing(), Noticing::ends);
  ask(7);
  const auto child = fork_child();
  if (child.process == 0) {
    ask(3);
    const pid_t grandchild = fork();
    if (grandchild == 0) ask(2);
    if (grandchild > 0) waitpid(grandchild, nullptr, 0);
    _exit(0);
  }
  wait_for(child.process);
  std::uint64_t calls = 0;
  for (const auto& row : hooked.take().rows) {
    if (row.asked.clock == CLOCK_TAI) calls += row.calls;
    EXPECT_TRUE(row.ended);
  }
  EXPECT_EQ(calls, 5);
}

}  // namespace
}  // namespace vdsobench::programs
