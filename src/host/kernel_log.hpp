#pragma once

#include <string>
#include <vector>

#include "base/file_descriptor.hpp"
#include "base/root.hpp"

namespace vdsobench::host {

/// What the kernel itself wrote to its log, oldest first; nothing where this user may not read it.
std::vector<std::string> kernel_log(const Root& root);

/// A place in the log, after all that is in it so far; none where this user may not read it.
FileDescriptor end_of_kernel_log(const Root& root);

/// What the kernel itself has written since, or since the last time that this was asked.
std::vector<std::string> kernel_log_since(const FileDescriptor& place);

}  // namespace vdsobench::host
