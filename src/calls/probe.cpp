#include "calls/probe.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

#include "base/process.hpp"

namespace vdsobench::calls {

namespace {

// For a child that the alarm does not end: it was stopped, or a filter forbids alarm(2). The alarm
// is there for what its parent does not end: under a real-time class a call that spins keeps the
// CPU on which both stay.
constexpr std::chrono::seconds grace(1);

/// What the child does before the call.
enum class Preparation { full, none };

void prepare(int patience) {
  for (const int fatal : {SIGSEGV, SIGBUS, SIGILL, SIGSYS, SIGTRAP, SIGALRM})
    signal(fatal, SIG_DFL);  // a sanitizer or a test may have set a handler
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);  // and whoever started this, blocked the alarm
  alarm(static_cast<unsigned>(patience));
}

// The exit status carries the errno: those that calls give are below 256 (errno(3)).
[[noreturn]] void call_once_and_exit(const BoundCall& call, const Arguments& arguments,
                                     int patience, Preparation preparation) {
  if (preparation == Preparation::full) prepare(patience);
  const long result = call(1, arguments);
  _exit(call.error_of(result) & 0xff);
}

Probe try_once(const BoundCall& call, const Arguments& arguments, std::chrono::seconds patience,
               Preparation preparation) {
  const int seconds = static_cast<int>(patience.count());
  const auto child = fork_child();
  if (child.process == 0) call_once_and_exit(call, arguments, seconds, preparation);
  const auto ended = wait_for(child, patience + grace);
  if (!ended) return {Probe::Ending::hung, seconds};
  const int status = *ended;
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    if (signal == SIGALRM) return {Probe::Ending::hung, seconds};
    return {Probe::Ending::died, signal};
  }
  const int error = WEXITSTATUS(status);
  return error == 0 ? Probe{Probe::Ending::answered, 0} : Probe{Probe::Ending::refused, error};
}

}  // namespace

// A filter may kill for what the preparation does, not for the call.
Probe probe(const BoundCall& call, const Arguments& arguments, std::chrono::seconds patience) {
  const auto prepared = try_once(call, arguments, patience, Preparation::full);
  if (prepared.ending != Probe::Ending::died || prepared.detail != SIGSYS) return prepared;
  return try_once(call, arguments, patience, Preparation::none);
}

std::string Probe::describe() const {
  switch (ending) {
    case Ending::answered:
      return "answered";
    case Ending::refused:
      return fmt::format("answered {} ({})", strerrorname_np(detail), std::strerror(detail));
    case Ending::died:
      return fmt::format("died of SIG{}", sigabbrev_np(detail));
    case Ending::hung:
      return fmt::format("did not answer within {} s", detail);
  }
  return {};
}

}  // namespace vdsobench::calls
