#pragma once

#include <string>
#include <vector>

#include "bench/cli/options.hpp"
#include "calls/call.hpp"

namespace vdsobench::bench {

/// The calls that the user asked for, in the order of the tables; at least one. Of functions that
/// are off by default only where the user asked for all, or a filter speaks of no others. Throws
/// UsageError for a malformed filter, an unknown path, or where nothing is left.
std::vector<const calls::Call*> select(const SelectionOptions& options);

/// The calls whose callers share something: the time page, what tells CPUs apart, the way by which
/// the kernel takes faults. What --threads is about where the user asked for nothing else.
std::vector<const calls::Call*> shared_calls();

/// The calls of these names. Throws UsageError for an unknown one.
std::vector<const calls::Call*> find_calls(const std::vector<std::string>& names);

}  // namespace vdsobench::bench
