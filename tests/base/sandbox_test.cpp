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

}  // namespace
}  // namespace vdsobench
