#pragma once

#include <span>

#include "base/result.hpp"

namespace vdsobench::entries {

/// include/uapi/linux/capability.h; headers before 5.8 lack the last two.
enum class Capability {
  dac_read_search = 2,
  kill = 5,
  sys_ptrace = 19,
  sys_admin = 21,
  audit_control = 30,
  perfmon = 38,
  bpf = 39
};

/// Whether this thread may use it now; CAP_SYS_ADMIN stands for the last two (capabilities(7)).
bool has(Capability capability);

/// Whether a filter lets a process live that gives up its capabilities. Found out once a process,
/// in a child.
bool may_drop_capabilities();

/// Gives up every capability of this thread for good: neither it nor a program that it starts can
/// use one again.
Result<> drop_capabilities();

/// The same, but for these, of which it keeps those that it has.
Result<> keep_only(std::span<const Capability> kept);

// What the program's file lends (setcap(8)) is not its user's: whoever may start the program has
// it, for whatever the program can be made to do. So it is laid aside before anything else is done,
// taken up by the one process that attaches a counter, and given up by all others as soon as that
// process has been forked. What the user has anyway (root; ambient capabilities) is left alone by
// all three. They throw std::system_error where the kernel refuses.

/// Whether the file lends capabilities: the kernel then says AT_SECURE, getauxval(3).
bool lent_capabilities();

/// From here on none of them is in effect.
void lay_aside_lent_capabilities();

/// Puts them in effect again, and clears the environment, which the user wrote and libraries read.
void take_up_lent_capabilities();

/// They cannot be taken up again.
void give_up_lent_capabilities();

}  // namespace vdsobench::entries
