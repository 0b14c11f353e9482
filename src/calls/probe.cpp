#include "calls/probe.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace vdsobench::calls {

namespace {

constexpr unsigned seconds_to_answer = 2;

// The exit status carries the errno: those that calls give are below 256 (errno(3)).
[[noreturn]] void call_once_and_exit(const BoundCall& call, const Arguments& arguments) {
  for (const int fatal : {SIGSEGV, SIGBUS, SIGILL, SIGSYS, SIGTRAP, SIGALRM})
    signal(fatal, SIG_DFL);  // a sanitizer or a test may have set a handler
  alarm(seconds_to_answer);
  const long result = call(1, arguments);
  _exit(call.error_of(result) & 0xff);
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "waitpid");
  return status;
}

}  // namespace

Probe probe(const BoundCall& call, const Arguments& arguments) {
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) call_once_and_exit(call, arguments);
  const int status = wait_for(child);
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    if (signal == SIGALRM) return {Probe::Ending::hung, 0};
    return {Probe::Ending::died, signal};
  }
  const int error = WEXITSTATUS(status);
  return error == 0 ? Probe{Probe::Ending::answered, 0} : Probe{Probe::Ending::refused, error};
}

std::string Probe::words() const {
  switch (ending) {
    case Ending::answered:
      return "answered";
    case Ending::refused:
      return fmt::format("answered {} ({})", strerrorname_np(detail), std::strerror(detail));
    case Ending::died:
      return fmt::format("died of SIG{}", sigabbrev_np(detail));
    case Ending::hung:
      return fmt::format("did not answer within {} s", seconds_to_answer);
  }
  return {};
}

}  // namespace vdsobench::calls
