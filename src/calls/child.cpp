#include "calls/child.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace vdsobench::calls {

// Whoever ignores SIGCHLD hands that on to the programs that it starts, and then no child leaves a
// status (waitpid(2), ECHILD).
pid_t fork_child() {
  signal(SIGCHLD, SIG_DFL);
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "waitpid");
  return status;
}

}  // namespace vdsobench::calls
