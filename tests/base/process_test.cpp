#include "base/process.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace vdsobench {
namespace {

TEST(ForkChild, CanBeWaitedForEvenWhereAParentIgnoresTheDeathOfChildren) {
  signal(SIGCHLD, SIG_IGN);
  const pid_t child = fork_child();
  if (child == 0) _exit(7);
  const int status = wait_for(child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

TEST(ResetSigchld, UndoesThatItIsIgnored) {
  signal(SIGCHLD, SIG_IGN);
  reset_sigchld();
  EXPECT_EQ(signal(SIGCHLD, SIG_DFL), SIG_DFL);
}

TEST(WaitFor, TellsTheSignalThatEndedAChild) {
  const pid_t child = fork_child();
  if (child == 0) {
    signal(SIGTERM, SIG_DFL);
    raise(SIGTERM);
    _exit(0);
  }
  const int status = wait_for(child);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGTERM);
}

void do_nothing(int) {}

// The child ends only when the signal has been sent: its parent waits, or is about to.
TEST(WaitFor, GoesOnAfterASignal) {
  struct sigaction action = {};
  action.sa_handler = do_nothing;  // without SA_RESTART: waitpid(2) fails with EINTR
  sigaction(SIGUSR1, &action, nullptr);
  const pid_t parent = getpid();
  const pid_t child = fork_child();
  if (child == 0) {
    for (int i = 0; i < 100; ++i) {
      kill(parent, SIGUSR1);
      usleep(100);
    }
    _exit(3);
  }
  EXPECT_EQ(WEXITSTATUS(wait_for(child)), 3);
}

TEST(WaitFor, ThrowsForWhatIsNoChild) {
  try {
    wait_for(getpid());
    FAIL() << "no process is its own child";
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code().value(), ECHILD);
  }
}

}  // namespace
}  // namespace vdsobench
