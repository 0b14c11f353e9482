#pragma once

#include <set>
#include <string_view>

namespace vdsobench::host {

using CpuSet = std::set<int>;

/// More CPUs than any kernel is built for (CONFIG_NR_CPUS), so that no odd number costs memory.
inline constexpr int cpu_limit = 65536;

/// The kernel's list format, "0-3,8": Documentation/admin-guide/cputopology.rst. What is not a
/// number is passed over: an unset nohz_full reads " (null)".
CpuSet parse_cpu_list(std::string_view text);

CpuSet intersection(const CpuSet& left, const CpuSet& right);
CpuSet difference(const CpuSet& left, const CpuSet& right);

}  // namespace vdsobench::host
