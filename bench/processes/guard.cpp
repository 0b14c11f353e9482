#include "bench/processes/guard.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <optional>
#include <system_error>

#include "base/process.hpp"
#include "base/sandbox.hpp"
#include "bench/exit_status.hpp"
#include "entries/capabilities.hpp"

namespace vdsobench::bench {

namespace {

// Where there can be no other process, this one has to do.
std::optional<Forked> fork_if_possible() try {
  return fork_child();
} catch (const std::system_error&) {
  return std::nullopt;
}

int end_as(int status) {
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  const int number = WTERMSIG(status);
  if (number == SIGSYS)
    throw MeasurementError(
        "a seccomp filter killed this program (SIGSYS) for a system call that it needs: strace -f "
        "shows which, the last one made; allow it in the seccomp profile or sandbox");
  signal(number, SIG_DFL);
  raise(number);
  return measurement_failed;
}

void require_process_calls() {
  if (const auto call = deadly_for_parents(); !call.empty())
    throw MeasurementError(fmt::format(
        "a seccomp filter kills for {}, without which this program cannot start others: "
        "allow it in the seccomp profile or sandbox",
        call));
}

}  // namespace

int guarded(const std::function<int()>& work) {
  if (!is_filtered()) return work();
  require_process_calls();
  const auto child = fork_if_possible();
  if (!child) return work();
  if (child->process == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    return work();
  }
  entries::give_up_lent_capabilities();
  return end_as(wait_for(child->process));
}

}  // namespace vdsobench::bench
