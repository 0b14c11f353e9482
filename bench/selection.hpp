#pragma once

#include <string>
#include <vector>

#include "bench/options.hpp"
#include "calls/call.hpp"

namespace vdsobench::bench {

/// The calls that the user asked for, in the order of the tables; at least one. Throws UsageError
/// for a malformed filter, an unknown path, or where nothing is left.
std::vector<const calls::Call*> select(const SelectionOptions& options);

/// The calls of these names. Throws UsageError for an unknown one.
std::vector<const calls::Call*> find_calls(const std::vector<std::string>& names);

}  // namespace vdsobench::bench
