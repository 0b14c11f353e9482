#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"

namespace vdsobench::entries {

/// The names of BPF programs that the kernel runs at every system call of every process: those at
/// the tracepoints sys_enter and sys_exit, with a process that holds them where that shows, such as
/// "count_calls of bpftrace". Or why they cannot be seen, which takes CAP_SYS_ADMIN.
Result<std::vector<std::string>> tracing_programs();

}  // namespace vdsobench::entries
