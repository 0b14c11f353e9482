#pragma once

#include <elf.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace vdsobench {

/// A stack as a program finds it when it begins: the count of its arguments, they, its environment
/// and the auxiliary vector (System V ABI for x86-64, 3.4.1, "Initial Stack and Register State").
/// The environment and the auxiliary vector are this process's own, but for `changed`, the entries
/// of that vector which differ. Gives the address that the stack pointer begins with; the memory
/// stays.
Result<std::uintptr_t> first_stack(const char* name, std::span<const Elf64_auxv_t> changed);

}  // namespace vdsobench
