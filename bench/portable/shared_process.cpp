#include "bench/portable/shared_process.hpp"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/rseq.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>

namespace vdsobench {

// The kernel lets nothing grow into a page that is taken.
void hold_break() {
  constexpr std::uintptr_t page = 4096;
  const auto now = reinterpret_cast<std::uintptr_t>(sbrk(0));
  mmap(reinterpret_cast<void*>((now + page - 1) & ~(page - 1)), page, PROT_NONE,
       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
}

void give_up_rseq() {
  if (__rseq_size == 0) return;
  constexpr unsigned unregister = 1;
  auto* area = static_cast<char*>(__builtin_thread_pointer()) + __rseq_offset;
  for (const unsigned size : {32U, __rseq_size})
    if (syscall(SYS_rseq, area, size, unregister, RSEQ_SIG) == 0) return;
}

OwnSignals::OwnSignals() {
  for (int number = 1; number < NSIG; ++number)
    sigaction(number, nullptr, &before_[static_cast<std::size_t>(number)]);
}

OwnSignals::~OwnSignals() {
  struct sigaction ignored = {};
  ignored.sa_handler = SIG_IGN;
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction now = {};
    sigaction(number, nullptr, &now);
    if (now.sa_handler != before_[static_cast<std::size_t>(number)].sa_handler)
      sigaction(number, &ignored, nullptr);
  }
}

void forbid_exec() {
  sock_filter lines[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execve, 1, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execveat, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog program = {sizeof lines / sizeof *lines, lines};
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

}  // namespace vdsobench
