#pragma once

#include <span>
#include <string_view>

namespace vdsobench::verdict {

/// What a call was seen to do.
enum class Outcome {
  userspace,    // answered without entering the kernel
  syscall,      // made a system call, as its path means
  emulated,     // faulted into the vsyscall page, and the kernel emulated it
  fallback,     // could have stayed in user space, and made a system call
  unavailable,  // this machine does not have it
  blocked,      // dies, or seccomp, a sandbox or a prctl(2) stood in the way
  disagrees,    // answers something else than the system call around it
  unconfirmed,  // works, but its entries were not counted
};

/// Every one, in the order above.
std::span<const Outcome> all_outcomes();

/// As it stands in results, such as "userspace".
std::string_view to_string(Outcome outcome);

/// One character for the table, explained by the legend under it.
char mark(Outcome outcome);

/// In words for the legend, such as "stayed in user space".
std::string_view meaning(Outcome outcome);

/// Whether there is something to time.
bool works(Outcome outcome);

/// Whether the call was seen to enter the kernel, by a system call or a fault.
bool enters_kernel(Outcome outcome);

/// Whether something is wrong where a function that could stay in user space does this.
bool is_bad(Outcome outcome);

}  // namespace vdsobench::verdict
