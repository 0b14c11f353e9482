#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "base/file_descriptor.hpp"
#include "base/root.hpp"

namespace vdsobench::programs {

/// Opens a file by the name that a process knows it by, in its own mount namespace and below its
/// own root, for reading. None where it is no regular file, or no longer there: opening another
/// kind may wait, or do something. `name` is as /proc/PID/maps has it, which no symbolic link is
/// part of.
FileDescriptor open_file_of(const Root& root, pid_t process, std::string_view name);

/// Opens the program that a process runs, also where its file has been deleted.
FileDescriptor open_program_of(const Root& root, pid_t process);

/// The start of a file of /proc, as the kernel wrote it; empty where it cannot be read, and errno
/// says why. What another process can make as long as it likes is read to an end.
std::string read_start(const Root& root, std::string_view file, std::size_t most);

}  // namespace vdsobench::programs
