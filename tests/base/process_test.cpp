#include "base/process.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace vdsobench {
namespace {

TEST(ForkChild, CanBeWaitedForEvenWhereAParentIgnoresTheDeathOfChildren) {
  signal(SIGCHLD, SIG_IGN);
  const auto child = fork_child();
  if (child.process == 0) _exit(7);
  const int status = wait_for(child.process);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

TEST(ResetSigchld, UndoesThatItIsIgnored) {
  signal(SIGCHLD, SIG_IGN);
  reset_sigchld();
  EXPECT_EQ(signal(SIGCHLD, SIG_DFL), SIG_DFL);
}

TEST(WaitFor, TellsTheSignalThatEndedAChild) {
  const auto child = fork_child();
  if (child.process == 0) {
    signal(SIGTERM, SIG_DFL);
    raise(SIGTERM);
    _exit(0);
  }
  const int status = wait_for(child.process);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGTERM);
}

TEST(WaitForAWhile, TellsHowAChildEnded) {
  const auto child = fork_child();
  if (child.process == 0) _exit(4);
  const auto status = wait_for(child, std::chrono::minutes(2));
  ASSERT_TRUE(status);
  EXPECT_EQ(WEXITSTATUS(*status), 4);
}

// No alarm reaches one that was stopped.
TEST(WaitForAWhile, KillsAStoppedChild) {
  const auto child = fork_child();
  if (child.process == 0) {
    alarm(120);  // for a test that fails: its parent goes on when this one goes on
    raise(SIGSTOP);
    _exit(0);
  }
  EXPECT_FALSE(wait_for(child, std::chrono::milliseconds(50)));
  EXPECT_EQ(kill(child.process, 0), -1);  // it is gone, and was waited for
}

// Without a descriptor left for the pipe.
TEST(WaitForAWhile, WaitsWithoutAPipe) {
  rlimit before = {};
  getrlimit(RLIMIT_NOFILE, &before);
  const rlimit none = {0, before.rlim_max};
  setrlimit(RLIMIT_NOFILE, &none);
  const auto child = fork_child();
  if (child.process == 0) _exit(5);
  setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_FALSE(child.alive);
  const auto status = wait_for(child, std::chrono::milliseconds(0));
  ASSERT_TRUE(status);
  EXPECT_EQ(WEXITSTATUS(*status), 5);
}

void do_nothing(int) {}

// The child ends only when the signal has been sent: its parent waits, or is about to.
TEST(WaitFor, GoesOnAfterASignal) {
  struct sigaction action = {};
  action.sa_handler = do_nothing;  // without SA_RESTART: waitpid(2) fails with EINTR
  sigaction(SIGUSR1, &action, nullptr);
  const pid_t parent = getpid();
  const auto child = fork_child();
  if (child.process == 0) {
    for (int i = 0; i < 100; ++i) {
      kill(parent, SIGUSR1);
      usleep(100);
    }
    _exit(3);
  }
  EXPECT_EQ(WEXITSTATUS(wait_for(child.process)), 3);
}

TEST(WaitFor, ThrowsForWhatIsNoChild) {
  try {
    wait_for(getpid());
    FAIL() << "no process is its own child";
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code().value(), ECHILD);
  }
}

// Waits for a child that outlives its patience and that has closed its standard streams, of which
// the parent has none either.
[[noreturn]] void wait_without_streams() {
  alarm(60);
  for (int stream = 0; stream <= STDERR_FILENO; ++stream) close(stream);
  const auto child = fork_child();
  if (child.process == 0) {
    for (int stream = 0; stream <= STDERR_FILENO; ++stream) close(stream);
    while (true) pause();
  }
  _exit(wait_for(child, std::chrono::milliseconds(100)) ? 1 : 0);
}

TEST(WaitFor, IsNotMisledByClosedStreams) {
  const pid_t child = fork();
  if (child == 0) wait_without_streams();
  const int status = wait_for(child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace vdsobench
