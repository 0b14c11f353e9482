#include "base/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace vdsobench {

namespace {

// The end of file comes with the end of the last process that could write. A signal begins the
// wait anew: that takes no clock, which a sandbox may forbid or another library answer for.
bool ends_in(std::chrono::milliseconds patience, const FileDescriptor& alive) {
  pollfd end = {alive.number(), 0, 0};
  int ready = 0;
  do ready = poll(&end, 1, static_cast<int>(patience.count()));
  while (ready < 0 && errno == EINTR);
  return ready != 0;
}

// Out of the way of what a child does with its standard streams, where those were closed.
int above_standard(int descriptor) {
  if (descriptor < 0 || descriptor > STDERR_FILENO) return descriptor;
  const FileDescriptor below(descriptor);
  return fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
}

}  // namespace

void reset_sigchld() { signal(SIGCHLD, SIG_DFL); }

Forked fork_child() {
  reset_sigchld();
  int ends[] = {-1, -1};
  (void)!pipe2(ends, O_CLOEXEC);
  ends[1] = above_standard(ends[1]);
  const pid_t child = fork();
  const int error = errno;
  Forked forked = {child, FileDescriptor(ends[0])};
  if (child != 0) FileDescriptor{ends[1]};  // the child's alone
  if (child < 0) throw std::system_error(error, std::generic_category(), "fork");
  return forked;
}

std::optional<int> wait_for(const Forked& child, std::chrono::milliseconds patience) {
  const bool in_time = !child.alive || ends_in(patience, child.alive);
  if (!in_time) kill(child.process, SIGKILL);
  const int status = wait_for(child.process);
  return in_time ? std::optional(status) : std::nullopt;
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "waitpid");
  return status;
}

}  // namespace vdsobench
