#pragma once

#include <map>
#include <set>
#include <string>

#include "bench/measure/measurement.hpp"

namespace vdsobench::bench {

/// What entering the kernel for a function costs beyond an answer in user space, nanoseconds a
/// call, by the call that enters: "gettimeofday/insn", "time/vsyscall". Of functions that no vDSO
/// answers here, the whole system call.
using EntryCosts = std::map<std::string, double>;

/// Measures it here and now, in some milliseconds a function; nothing may be hooked meanwhile.
/// Calls that do not answer here are left out. Of these functions alone, where there are any that
/// it times; otherwise of all that programs usually call.
EntryCosts entry_costs(const std::set<std::string>& functions = {});

/// Of the entry of a function by such a path, or of the nearest that was measured: another clock of
/// the same function's, another function's. 0 where nothing was.
double entry_cost(const EntryCosts& costs, const std::string& function, const std::string& path);

}  // namespace vdsobench::bench
