#include "base/sandbox.hpp"

#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>
#include <iterator>

#include "base/in_child.hpp"

namespace vdsobench {
namespace {

// All is allowed but one call that no one here makes, for which it kills.
bool forbid_getpgid() {
  sock_filter code[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getpgid, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog program = {std::size(code), code};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

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
