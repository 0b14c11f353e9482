#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace vdsobench::bench {

/// A process of this program's own that sends a text; answer_of() has to be called for each.
struct Child {
  pid_t process;
  int output;
};

/// Forks: the child is this very process over again, with its memory and what it holds, and sends
/// what `work` gives. It dies with its parent.
Result<Child> fork_to(const std::function<std::string()>& work);

/// What a child sent before it ended; or in words how it failed. It is killed at the deadline.
Result<std::string> answer_of(const Child& child, std::chrono::milliseconds deadline);

/// Starts this very program again with other arguments, in a process of its own with a fresh layout
/// of memory, and gives what it printed; or in words how it failed. It is killed at the deadline.
Result<std::string> run_self(const std::vector<std::string>& arguments,
                             std::chrono::milliseconds deadline);

/// For the process so started: ends with the run that it belongs to. Throws MeasurementError where
/// that has ended before this could be asked for, and left a pipe that no one reads.
void stay_with_parent();

}  // namespace vdsobench::bench
