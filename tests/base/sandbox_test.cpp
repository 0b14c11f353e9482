#include "base/sandbox.hpp"

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/in_child.hpp"
#include "system_call_filter.hpp"

namespace vdsobench {
namespace {

// All is allowed but one call that no one here makes, for which it kills.
bool forbid_getpgid() { return filter_system_call(SYS_getpgid, SECCOMP_RET_KILL_PROCESS); }

// What `ask` says under the filter.
template <class Ask>
std::string under_filter(Ask ask) {
  return in_child([&] { return forbid_getpgid() ? ask() : "no filter"; });
}

TEST(Sandbox, KnowsThatAFilterIsActive) {
  const auto said = under_filter([] { return is_filtered() ? "filtered" : "not filtered"; });
  if (said == "no filter") GTEST_SKIP() << "this process may install no filter";
  EXPECT_EQ(said, "filtered");
}

TEST(Sandbox, TellsWhatAFilterKillsForFromWhatItAllows) {
  const auto said = under_filter([] {
    if (is_survived([] { syscall(SYS_getpgid, 0); })) return "survived getpgid";
    return is_survived([] { getppid(); }) ? "survived getppid alone" : "survived nothing";
  });
  if (said == "no filter") GTEST_SKIP() << "this process may install no filter";
  EXPECT_EQ(said, "survived getppid alone");
}

struct DeadlyCall {
  const char* name;
  unsigned number;
  unsigned action;
  const char* said;
};

class DeadlyForParents : public testing::TestWithParam<DeadlyCall> {};

// In a process that has made none of the calls yet: what this learns must not need them. Of pipe2
// it is tests/bench/sweep_test.py, as sanitizers make that call themselves.
TEST_P(DeadlyForParents, IsWhatAFilterKillsFor) {
  const auto& [name, number, action, expected] = GetParam();
  const auto said = in_child([number = number, action = action] {
    if (!filter_system_call(number, action)) return std::string("no filter");
    return "deadly: " + std::string(deadly_for_parents());
  });
  if (said == "no filter") GTEST_SKIP() << "this process may install no filter";
  EXPECT_EQ(said, std::string("deadly: ") + expected);
}

INSTANTIATE_TEST_SUITE_P(
    , DeadlyForParents,
    testing::Values(DeadlyCall{"clone", SYS_clone, SECCOMP_RET_KILL_PROCESS, "clone"},
                    DeadlyCall{"wait4", SYS_wait4, SECCOMP_RET_KILL_PROCESS, "wait4"},
                    DeadlyCall{"wait4_trapped", SYS_wait4, SECCOMP_RET_TRAP, "wait4"},
                    DeadlyCall{"rt_sigaction", SYS_rt_sigaction, SECCOMP_RET_KILL_PROCESS,
                               "rt_sigaction"},
                    DeadlyCall{"getpgid", SYS_getpgid, SECCOMP_RET_KILL_PROCESS, ""},
                    DeadlyCall{"wait4_denied", SYS_wait4, SECCOMP_RET_ERRNO, ""}),
    [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace vdsobench
