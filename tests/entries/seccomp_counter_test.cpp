#include "entries/seccomp_counter.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/syscall.h>

#include <algorithm>

#include "arch/arch.hpp"
#include "base/in_child.hpp"
#include "entries/proof.hpp"

namespace vdsobench::entries {
namespace {

/// A call of this name that leads to a function of the test's.
template <class Function>
calls::BoundCall leading_to(std::string_view name, Function* function) {
  const auto found = std::ranges::find(calls::all_calls(), name, &calls::Call::name);
  return {&*found, reinterpret_cast<calls::Target>(function)};
}

// As the vDSO's getrandom does for a new key: a second system call where the first fell short.
long fetches_a_key(void* to, long size, unsigned flags) {
  const long got = arch::trap(SYS_getrandom, reinterpret_cast<long>(to), size, flags);
  return got == size ? got : arch::trap(SYS_getrandom, reinterpret_cast<long>(to), size, flags);
}

TEST(SeccompCounter, AnswersGetrandomWithTheWholeLength) {
  const calls::Arguments arguments;
  const auto counter = seccomp_counter();
  for (const auto* name : {"getrandom:8/vdso", "getrandom:32/vdso"}) {
    const auto count = counter->count(leading_to(name, &fetches_a_key), arguments, 10);
    ASSERT_TRUE(count) << count.reason().text;
    EXPECT_EQ(count.value().syscalls, 10U) << name;
  }
}

TEST(SeccompCounter, CountsWhereChildrenWereIgnored) {
  const auto said = in_child([] {
    signal(SIGCHLD, SIG_IGN);
    const auto proved = prove(*seccomp_counter());
    return proved ? std::string("proved") : proved.reason().text;
  });
  EXPECT_EQ(said, "proved");
}

long never_returns() {
  for (volatile bool always = true; always;) {
  }
  return 0;
}

TEST(SeccompCounter, GivesUpACallThatDoesNotEnd) {
  const auto count = seccomp_counter()->count(leading_to("time/vdso", &never_returns), {}, 1);
  ASSERT_FALSE(count);
  EXPECT_NE(count.reason().text.find("a call does not end"), std::string::npos)
      << count.reason().text;
}

}  // namespace
}  // namespace vdsobench::entries
