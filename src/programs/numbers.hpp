#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vdsobench::programs {

/// The number of a system call, for one of vdsobench_function.
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

/// The function of a number in one of them; VDSOBENCH_FUNCTIONS for another.
unsigned function_of(std::uint32_t architecture, long number);

/// Has the architecture words of 32 bits, beside this program's own of 64?
bool is_narrow(std::uint32_t architecture);

}  // namespace vdsobench::programs
