#pragma once

#include <functional>
#include <string_view>

namespace vdsobench {

/// Whether a seccomp filter is active for this process, such as a container's.
bool is_filtered();

/// Whether a process lives through something: a filter may kill for a system call that this program
/// could do without. Tried in a child, and only where there is a filter; so nothing may be attached
/// meanwhile that a child must not hold. Throws std::system_error where none can be forked.
bool is_survived(const std::function<void()>& act);

/// The first of the system calls by which processes are started and waited for that a filter kills
/// this process for, such as "wait4"; empty where it lives through all. Found out by a child of
/// vfork(2), whose death is learned without any of them.
std::string_view deadly_for_parents();

}  // namespace vdsobench
