#pragma once

#include <sys/types.h>

namespace vdsobench {

/// Undoes what a parent may have handed on: where SIGCHLD is ignored, no child leaves a status
/// (waitpid(2), ECHILD).
void reset_sigchld();

/// fork(2), of a child that can be waited for. Throws std::system_error where none can be had.
pid_t fork_child();

/// Waits for the child to end: its status, as waitpid(2) gives it.
int wait_for(pid_t child);

}  // namespace vdsobench
