#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "calls/process_facts.hpp"
#include "verdict/syscall_work.hpp"

namespace vdsobench::verdict {

/// On the program that stands between this one and the kernel, if one does.
std::string run_by_note(const calls::ProcessFacts& process_facts);

/// Whose C library it is, where that is inside this program; empty where it is the system's.
/// `measured` as host::libc has it, `systems` as systems_libc.
std::string libc_note(std::string_view measured, const Result<>& systems);

/// What the vsyscall page means for programs that still call it; in words.
std::string vsyscall_note(const calls::ProcessFacts& process_facts);

/// What a way into the kernel and back costs: getppid by the trap instruction.
struct TrapCost {
  double cycles;  // of the core
  double nanoseconds;
  double wrapper = 0;  // nanoseconds that syscall(2) adds to it; 0 where that is not known
};

/// What it means that a hypervisor takes part in every trap, so that one costs more than ten times
/// what hardware needs, in words; empty where that is not so. `hypervisor` as host::hypervisor has
/// it.
std::string trap_note(const TrapCost& cost, std::string_view hypervisor);

/// What it means that a function which makes a system call costs much more than the instruction in
/// it; empty where it does not.
std::string wrapper_note(const TrapCost& cost);

/// What the kernel does at every system call of this process besides the call, with what one costs
/// by that; where it costs more than hardware and mitigations explain and nothing is seen, what
/// could not be seen. Empty where there is nothing to say. `trap` is none where it was not
/// measured.
std::string work_note(const SyscallWork& work, const std::optional<TrapCost>& trap,
                      std::string_view hypervisor);

/// What there is to say besides the verdicts, a line each.
std::vector<std::string> notes(const calls::ProcessFacts& process_facts,
                               const std::optional<TrapCost>& trap, std::string_view hypervisor,
                               const SyscallWork& work);

}  // namespace vdsobench::verdict
