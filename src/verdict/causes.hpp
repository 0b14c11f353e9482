#pragma once

#include <string_view>

#include "verdict/cause.hpp"

// Why a function enters the kernel that could stay in user space: what is alike for the calls of
// this process and for those of others. `machine_facts.libc` is the C library of whose call it is.

namespace vdsobench::verdict {

/// Whether this kernel is from before the first whose vDSO serves it.
bool kernel_lacks(const calls::Function& function, const calls::ProcessFacts& process_facts);

/// There is no vDSO at all.
Cause no_image(const calls::Function& function, const calls::ProcessFacts& process_facts,
               const MachineFacts& machine_facts);

/// The vDSO has no such function; `reason` says so.
Cause no_symbol(const calls::Function& function, std::string_view reason,
                const calls::ProcessFacts& process_facts, const MachineFacts& machine_facts);

/// The vDSO has it, and serves other clocks.
Cause older_image(const calls::Function& function, const calls::ProcessFacts& process_facts,
                  const MachineFacts& machine_facts);

/// The C library makes the system call, though the vDSO would answer.
Cause library_asks_kernel(const calls::Function& function, const MachineFacts& machine_facts);

/// The same for a function that the vDSO has not under that name: sched_getcpu.
Cause library_knows_no_way(const calls::Function& function, const MachineFacts& machine_facts);

/// The vDSO's own function made the system call.
Cause image_fell_back(const calls::Function& function, const calls::ProcessFacts& process_facts,
                      const MachineFacts& machine_facts);

/// The kernel has no random numbers yet.
Cause until_seeded();

}  // namespace vdsobench::verdict
