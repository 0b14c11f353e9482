#pragma once

#include <fcntl.h>

#include <cstdint>
#include <functional>

#include "base/file_descriptor.hpp"
#include "base/result.hpp"
#include "programs/entry.h"

namespace vdsobench::programs {

/// What processes are noticed at beside the start of programs: their calls, one by one, or their
/// ends, where what they do is counted in another way.
enum class Noticing { calls, ends };

/// A process that stands still before a system call.
struct Notice {
  enum class Kind { call, start, end };

  Kind kind;
  vdsobench_entry entry;  // of a call; of others the process alone. That is a thread's number, or 0
                          // where it is `outside`
  int folder = AT_FDCWD;  // of a start: where the program's name begins
  std::uint64_t name = 0;  // and where that is in the process's memory
};

/// From here on this process, and all that it starts, waits at each of those system calls until who
/// holds the descriptor has seen it: seccomp_unotify(2), as of Linux 5.5. Takes no privilege, but
/// without one no_new_privs is set: set-user-ID programs do not get their rights then. Or why that
/// cannot be had.
Result<FileDescriptor> give_notice(Noticing noticing);

/// Takes one notice, if there is one, and lets the call go on. `meet` is called before that, while
/// the process stands still. True where the call went on into the kernel: one that a signal took
/// back comes again.
bool take_notice(const FileDescriptor& notices, Notice& notice,
                 const std::function<void(const Notice&)>& meet);

}  // namespace vdsobench::programs
