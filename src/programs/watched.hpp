#pragma once

#include <string>
#include <string_view>

#include "calls/function.hpp"
#include "programs/entry.h"

namespace vdsobench::programs {

/// What an entry asked the kernel for.
struct Asked {
  unsigned function;  // of vdsobench_function
  int clock = 0;      // where that has one
};

/// Its name, such as "clock_gettime"; "?" for a number that is none.
std::string_view symbol_of(unsigned function);

/// Is the first word of its system call a clock?
bool has_clock(unsigned function);

/// The row of the table of functions for it, which knows who answers it in user space and since
/// when; null for a clock that has none: a device's, or another process's CPU time.
const calls::Function* row_of(const Asked& asked);

/// As the rows are named, without what an entry does not tell: "getrandom", and for a clock without
/// a row "clock_gettime:cputime", "clock_gettime:device" or "clock_gettime:20".
std::string name_of(const Asked& asked);

/// The function that a kernel's function or tracepoint is for, such as "__ia32_sys_clock_gettime32"
/// or "sys_enter_time"; the first of all where it is for several.
unsigned function_of_kernels(std::string_view name);

}  // namespace vdsobench::programs
