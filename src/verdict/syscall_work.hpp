#pragma once

#include <string>
#include <vector>

#include "base/root.hpp"

namespace vdsobench::verdict {

/// What the kernel does at each system call of this process besides the call itself, SYSCALL_WORK_*
/// in include/linux/thread_info.h, and what it does at each entry on a CPU of nohz_full. Each costs
/// a slow way in and its own time.
struct SyscallWork {
  std::vector<std::string> seen;    // such as "2 seccomp filters"
  std::vector<std::string> unseen;  // what this user may not see, such as "audit rules"
  std::string tracer = {};          // who traces this process, and may stop it at each call
};

/// `cpu` is the one that the process stays on.
SyscallWork syscall_work(const Root& root, int cpu);

}  // namespace vdsobench::verdict
