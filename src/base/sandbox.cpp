#include "base/sandbox.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <string>

#include "base/process.hpp"
#include "base/root.hpp"

namespace vdsobench {

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

}  // namespace vdsobench
