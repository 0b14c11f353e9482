#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>

#include "base/file_descriptor.hpp"

namespace vdsobench {

/// Undoes what a parent may have handed on: where SIGCHLD is ignored, no child leaves a status
/// (waitpid(2), ECHILD).
void reset_sigchld();

/// A child of fork(2).
struct Forked {
  pid_t process;         // in the child itself 0
  FileDescriptor alive;  // a pipe that the child holds open; none where there was none to be had
};

/// fork(2), of a child that can be waited for. Throws std::system_error where none can be had.
Forked fork_child();

/// Waits for the child to end: its status, as waitpid(2) gives it; nothing where it did not end in
/// time, and was killed. (Without a pipe it waits for as long as the child takes.)
std::optional<int> wait_for(const Forked& child, std::chrono::milliseconds patience);

/// Waits for a child that has been killed, or is about to end.
int wait_for(pid_t child);

}  // namespace vdsobench
