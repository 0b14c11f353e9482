/* without_vdso PROGRAM [ARGUMENT...]: runs a program from which the vDSO is hidden: its
   AT_SYSINFO_EHDR is made an AT_IGNORE before the first instruction, as proot does and qemu-user's
   own vector has it. What the program itself starts finds its own again. */
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

static unsigned long word_at(pid_t process, uintptr_t address) {
  return (unsigned long)ptrace(PTRACE_PEEKDATA, process, (void*)address, 0);
}

/* The stack of a new program (System V ABI): argc, argv, 0, envp, 0, pairs of the vector. */
static int hide(pid_t process) {
  struct user_regs_struct registers;
  if (ptrace(PTRACE_GETREGS, process, 0, &registers)) return -1;
  const uintptr_t word = sizeof(long);
  uintptr_t at = registers.rsp;
  at += (word_at(process, at) + 2) * word;
  while (word_at(process, at)) at += word;
  for (at += word; word_at(process, at) != AT_NULL; at += 2 * word)
    if (word_at(process, at) == AT_SYSINFO_EHDR)
      return (int)ptrace(PTRACE_POKEDATA, process, (void*)at, (void*)AT_IGNORE);
  return 0;
}

int main(int count, char** arguments) {
  if (count < 2) return 97;
  const pid_t process = fork();
  if (process == 0) {
    if (ptrace(PTRACE_TRACEME, 0, 0, 0)) _exit(99);
    execv(arguments[1], arguments + 1);
    _exit(98);
  }
  int status = 0;
  waitpid(process, &status, 0);
  if (WIFSTOPPED(status)) {
    if (hide(process)) kill(process, SIGKILL);
    ptrace(PTRACE_DETACH, process, 0, 0);
    waitpid(process, &status, 0);
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
