#include "programs/notices.hpp"

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace vdsobench::programs {
namespace {

// followed_test.cpp has what is noticed. In a child, as there is no way back.
int in_child(int (*work)()) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int other_calls() {
  const auto notices = give_notice_of_calls();
  if (!notices) return 77;
  return syscall(SYS_getppid) > 0 && access("/", F_OK) == 0 ? 0 : 1;
}

TEST(Notices, AreOfNoOtherCalls) {
  const int status = in_child(other_calls);
  if (status == 77) GTEST_SKIP() << "seccomp(2) gives no notice here";
  EXPECT_EQ(status, 0);
}

int twice() {
  const auto first = give_notice_of_calls();
  if (!first) return 77;
  const auto second = give_notice_of_calls();
  return !second && second.reason().text.starts_with("another tool") ? 0 : 1;
}

TEST(Notices, AreForOneListenerAlone) {
  const int status = in_child(twice);
  if (status == 77) GTEST_SKIP() << "seccomp(2) gives no notice here";
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace vdsobench::programs
