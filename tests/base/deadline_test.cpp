#include "base/deadline.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/in_child.hpp"

namespace vdsobench {
namespace {

using namespace std::chrono_literals;

// The status of a child that sets itself a deadline, then stops for ever.
int status_of_stopped(std::chrono::milliseconds time) {
  const pid_t child = fork();
  if (child == 0) {
    const auto deadline = Deadline::in(time);
    raise(SIGSTOP);
    _exit(deadline ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);  // does not tell of stopped ones
  return status;
}

TEST(Deadline, EndsAStoppedProcess) {
  const int status = status_of_stopped(50ms);
  ASSERT_TRUE(WIFSIGNALED(status)) << status;
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
}

TEST(Deadline, IsGoneWithTheObject) {
  EXPECT_EQ(in_child([] {
              { const auto deadline = Deadline::in(20ms); }
              usleep(100'000);
              return "alive";
            }),
            "alive");
}

TEST(Deadline, IsToldWhereTheUserMayHaveNone) {
  const auto said = in_child([]() -> std::string {
    const rlimit none = {0, 0};
    setrlimit(RLIMIT_SIGPENDING, &none);
    (void)!setuid(65534);  // or capabilities lift the limit
    const auto deadline = Deadline::in(1h);
    return deadline ? "set" : deadline.reason().text;
  });
  EXPECT_NE(said.find("timer_create: Resource temporarily unavailable"), said.npos) << said;
}

}  // namespace
}  // namespace vdsobench
