#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "programs/entry.h"

namespace vdsobench::programs {

/// Beside the functions of vdsobench_function: a process becomes another program, and it ends.
enum LifeFunction : unsigned {
  starts_program = VDSOBENCH_FUNCTIONS,  // execve(2)
  starts_program_at,                     // execveat(2)
  ends_process,                          // exit_group(2); exit(2) of the last thread
  no_function
};

/// The number of a system call, for one of vdsobench_function or LifeFunction.
struct Number {
  long number;
  unsigned function;
};

/// The watched functions by the numbers of one architecture, an AUDIT_ARCH_ of linux/audit.h.
struct NumberTable {
  std::uint32_t architecture;
  std::vector<Number> numbers;
};

/// Of all architectures whose programs this machine runs.
std::span<const NumberTable> number_tables();

/// The function of a number in one of them; `no_function` for another.
unsigned function_of(std::uint32_t architecture, long number);

/// Has the architecture words of 32 bits, beside this program's own of 64?
bool is_narrow(std::uint32_t architecture);

}  // namespace vdsobench::programs
