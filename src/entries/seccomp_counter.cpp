#include "entries/seccomp_counter.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>
#include <system_error>

#include "arch/arch.hpp"
#include "base/deadline.hpp"
#include "base/process.hpp"
#include "base/shared_memory.hpp"
#include "entries/seccomp_filter.hpp"

namespace vdsobench::entries {

namespace {

/// What a child leaves to its parent.
struct Shared {
  Tally tally;
  bool counted;
  char reason[400];
};

void count_in(Shared& shared, const calls::BoundCall& call, const calls::Arguments& arguments,
              std::uint64_t n) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  call(1, arguments);
  if (const auto trapped = trap_system_calls(shared.tally); !trapped) {
    fmt::format_to_n(shared.reason, sizeof shared.reason - 1, "{}", trapped.reason().text);
    return;
  }
  call(n, arguments);
  shared.counted = true;
}

// The bare system call: a function that does not return is where sanitizers put work of their own,
// which cannot be done any more.
void end() {
  while (true) arch::trap(SYS_exit_group, 0);
}

// A hundred times what a trap takes, so that it ends only what would not: a call that the kernel,
// or what stands for it, never steps over.
std::chrono::milliseconds longest(std::uint64_t traps) {
  constexpr std::chrono::seconds start(3);
  return start + std::chrono::milliseconds(traps / 2);
}

// For a child that has no deadline of its own.
constexpr std::chrono::seconds grace(1);

std::string why_not_counted(const Shared& shared, int status) {
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
    return "the child that counted was killed, as it is where a call does not end";
  if (WIFSIGNALED(status))
    return fmt::format("the child that counted died of SIG{}", sigabbrev_np(WTERMSIG(status)));
  if (shared.reason[0] != '\0') return shared.reason;
  return fmt::format("the child that counted ended by itself, with status {}", WEXITSTATUS(status));
}

class SeccompCounter : public Counter {
 public:
  std::string_view name() const override { return "seccomp"; }

  Result<Count> count(const calls::BoundCall& call, const calls::Arguments& arguments,
                      std::uint64_t n) override {
    const SharedMemory<Shared> shared;
    if (!shared) throw std::system_error(errno, std::generic_category(), "memory to count in");
    const auto child = fork_child();
    if (child.process == 0) {
      // Where there can be none, its parent has one. It is not deleted: that would be counted.
      const auto deadline = Deadline::in(longest(n));
      count_in(*shared, call, arguments, n);
      end();
    }
    const int status = wait_for(child, longest(n) + grace).value_or(SIGKILL);
    if (WIFSIGNALED(status) || !(*shared).counted) return Reason{why_not_counted(*shared, status)};
    return difference(Tally{}, read((*shared).tally), n);
  }
};

}  // namespace

std::unique_ptr<Counter> seccomp_counter() { return std::make_unique<SeccompCounter>(); }

}  // namespace vdsobench::entries
