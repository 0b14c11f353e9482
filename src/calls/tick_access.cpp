#include "calls/tick_access.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arch/arch.hpp"
#include "base/process.hpp"

namespace vdsobench::calls {

namespace {

// Where a filter kills for the prctl(2) that lifts it, only the child dies.
[[noreturn]] void read_and_exit() {
  signal(SIGSEGV, SIG_DFL);  // a sanitizer or a test may have set a handler
  const auto access = arch::ticks_permitted() ? TickAccess::allowed : TickAccess::lifted;
  if (access == TickAccess::lifted) arch::permit_ticks();
  arch::ticks();
  _exit(static_cast<int>(access));
}

TickAccess try_in_child() {
  constexpr std::chrono::seconds patience(20);  // it may have to wait for a CPU
  const auto child = fork_child();
  if (child.process == 0) read_and_exit();
  const auto status = wait_for(child, patience);
  if (!status || !WIFEXITED(*status)) return TickAccess::denied;
  return static_cast<TickAccess>(WEXITSTATUS(*status));
}

void pass_over_or_die(int number, siginfo_t*, void* context) {
  if (arch::pass_over_tick_read(context)) return;
  signal(number, SIG_DFL);
  raise(number);  // for one that was sent: a fault comes again by itself
}

// The vDSO's clocks are among those that read it. A counter that is behind what the kernel last saw
// of it makes them answer with the kernel's last tick (arch_vdso_cycles_ok and vdso_calc_ns of
// arch/x86/include/asm/vdso/gettimeofday.h).
void survive_the_reads_of_libraries() {
  struct sigaction action = {};
  action.sa_sigaction = pass_over_or_die;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGSEGV, &action, nullptr);
}

TickAccess claim() {
  const TickAccess access = try_in_child();
  if (access == TickAccess::lifted) arch::permit_ticks();
  if (access == TickAccess::denied) survive_the_reads_of_libraries();
  return access;
}

}  // namespace

TickAccess tick_access() {
  static const TickAccess access = claim();
  return access;
}

TicksAsGiven::TicksAsGiven(TickAccess access) : lifted_(access == TickAccess::lifted) {
  if (lifted_) arch::forbid_ticks();
}

TicksAsGiven::~TicksAsGiven() {
  if (lifted_) arch::permit_ticks();
}

}  // namespace vdsobench::calls
