#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "calls/loop.hpp"
#include "timing/parts.hpp"

namespace vdsobench::timing {

/// For each call, in the order given, the ways that it was seen to go through user mode, net: a
/// child makes it, and is taken from instruction to instruction by ptrace(2), at a few moments of
/// a second. `maps` is this process's own, proc_pid_maps(5). Empty where no process may be traced.
/// Throws std::system_error where no child can be had.
std::vector<std::vector<Steps>> step_through(std::span<const calls::BoundLoop> loops,
                                             const calls::Arguments& arguments,
                                             std::string_view maps);

}  // namespace vdsobench::timing
