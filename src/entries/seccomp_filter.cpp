#include "entries/seccomp_filter.hpp"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>

#include "arch/arch.hpp"
#include "entries/filter_lines.hpp"
#include "entries/obstacles.hpp"

namespace vdsobench::entries {

namespace {

Tally* counted_in;

template <std::size_t size>
void add(unsigned long long (&counts)[size], unsigned long index) {
  ++counts[std::min<unsigned long>(index, size - 1)];
}

// vDSO getrandom asks for a key now and then and falls back if it does not get all of it
// (lib/vdso/getrandom.c), so the answer has to be the whole length, getrandom's second word.
long success(const siginfo_t& signal, const void* context) {
  const bool wants_bytes =
      signal.si_arch == arch::audit_architecture && signal.si_syscall == SYS_getrandom;
  return wants_bytes ? arch::second_word(context) : 0;
}

// A call of the vsyscall page passes the filter under its system call's number, but from an address
// in the page (emulate_vsyscall in arch/x86/entry/vsyscall/vsyscall_64.c).
void count(int, siginfo_t* signal, void* context) {
  const auto number = static_cast<unsigned>(signal->si_syscall);
  const auto from = reinterpret_cast<std::uintptr_t>(signal->si_call_addr);
  if (const auto slot = arch::vsyscall_index(from); slot >= 0)
    add(counted_in->emulations, static_cast<unsigned long>(slot));
  else
    add(counted_in->syscalls, number);
  arch::answer(context, success(*signal, context));
}

void handle_traps() {
  struct sigaction action = {};
  action.sa_sigaction = count;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGSYS, &action, nullptr);
  sigset_t trapped;
  sigemptyset(&trapped);
  sigaddset(&trapped, SIGSYS);
  sigprocmask(SIG_UNBLOCK, &trapped, nullptr);  // a blocked SIGSYS would kill
}

}  // namespace

Result<> trap_system_calls(Tally& tally) {
  auto lines = std::to_array<sock_filter>({
      load(offsetof(seccomp_data, arch)),
      skip_unless(arch::audit_architecture, 3),  // the 32-bit table has other numbers
      load(offsetof(seccomp_data, nr)),
      skip_if(SYS_rt_sigreturn, 2),
      skip_if(SYS_exit_group, 1),
      answer(SECCOMP_RET_TRAP),
      answer(SECCOMP_RET_ALLOW),
  });
  const sock_fprog program = {static_cast<unsigned short>(lines.size()), lines.data()};
  counted_in = &tally;
  handle_traps();
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);  // what an ordinary user needs to filter, seccomp(2)
  if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0) return Done{};
  return Reason{seccomp_obstacle(errno)};
}

}  // namespace vdsobench::entries
