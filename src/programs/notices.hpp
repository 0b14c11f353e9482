#pragma once

#include <functional>

#include "base/file_descriptor.hpp"
#include "base/result.hpp"
#include "programs/entry.h"

namespace vdsobench::programs {

/// From here on this process, and all that it starts, waits at each system call that a vDSO could
/// answer until who holds the descriptor has seen it: seccomp_unotify(2), as of Linux 5.5. Takes no
/// privilege, but without one no_new_privs is set: set-user-ID programs do not get their rights
/// then. Or why that cannot be had.
Result<FileDescriptor> give_notice_of_calls();

/// Takes one notice, if there is one, and lets the call go on. `process` is 0 where it is in
/// another PID namespace. `meet` is called before that, while the process stands still. True where
/// the call went on into the kernel: one that a signal took back comes again.
bool take_notice(const FileDescriptor& notices, vdsobench_entry& entry,
                 const std::function<void(const vdsobench_entry&)>& meet);

}  // namespace vdsobench::programs
