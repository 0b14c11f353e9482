#pragma once

#include <memory>
#include <string>
#include <vector>

#include "calls/bound.hpp"
#include "entries/counter.hpp"

namespace vdsobench::entries {

/// The counters of this machine, opened each for itself: unlike attach(), this drops nothing.
Result<std::unique_ptr<Counter>> open_counter(const std::string& name);

/// Every call that answers here.
std::vector<calls::BoundCall> answering_calls(const calls::Arguments& arguments);

/// One of them by name, such as "getppid/insn"; or why it does not answer.
Result<calls::BoundCall> answering_call(const std::string& name, const calls::Arguments& arguments);

}  // namespace vdsobench::entries
