#include "base/sandbox.hpp"

#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <string>

#include "base/process.hpp"
#include "base/root.hpp"

namespace vdsobench {

namespace {

struct Attempt {
  std::string_view call;
  long (*make)();  // changes nothing, whatever the answer
};

// The kernel's table has no fork(2) everywhere: the C library makes clone(2).
long start_one_that_ends() {
  const long child = syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr);
  if (child == 0) _exit(0);
  return child;
}

constexpr std::array attempts = {
    Attempt{"rt_sigaction", [] { return syscall(SYS_rt_sigaction, SIGCHLD, nullptr, nullptr, 8); }},
    Attempt{"pipe2", [] { return syscall(SYS_pipe2, nullptr, 0); }},
    Attempt{"clone", start_one_that_ends},
    Attempt{"wait4", [] { return syscall(SYS_wait4, -1, nullptr, 0, nullptr); }},
};

}  // namespace

// By the file, proc_pid_status(5): prctl(2) may be what a filter kills for.
bool is_filtered() {
  const auto status = Root{}.read("/proc/self/status").value_or("");
  return status.find("Seccomp:\t2") != std::string::npos;
}

bool is_survived(const std::function<void()>& act) {
  constexpr std::chrono::seconds patience(20);  // it may have to wait for a CPU
  if (!is_filtered()) return true;
  const auto child = fork_child();
  if (child.process == 0) {
    signal(SIGSYS, SIG_DFL);  // a sanitizer or a test may have set a handler
    act();
    _exit(0);
  }
  const auto status = wait_for(child, patience);
  return status && WIFEXITED(*status);
}

// The child has this process's memory, and tells by it how far it came.
std::string_view deadly_for_parents() {
  if (!is_filtered()) return {};
  static volatile std::size_t survived;
  survived = 0;
  const pid_t child = vfork();
  if (child == 0) {
    for (const auto& attempt : attempts) {
      attempt.make();
      survived = survived + 1;
    }
    _exit(0);
  }
  if (child < 0) return {};  // no way to find out
  const std::size_t reached = survived;
  if (reached < attempts.size()) return attempts[reached].call;
  waitpid(child, nullptr, 0);
  return {};
}

}  // namespace vdsobench
