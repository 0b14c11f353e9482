#include "programs/process_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>

namespace vdsobench::programs {

namespace {

// openat2(2), Linux 5.6. A link that leads out of the process's root would lead into ours, and none
// is in a name that the kernel made.
int open_beneath(int folder, const std::string& name) {
  open_how how = {};
  how.flags = O_PATH | O_CLOEXEC;
  how.resolve = RESOLVE_NO_SYMLINKS | RESOLVE_IN_ROOT;
  return static_cast<int>(syscall(SYS_openat2, folder, name.c_str(), &how, sizeof how));
}

FileDescriptor for_reading(const FileDescriptor& place) {
  struct stat status = {};
  if (!place || fstat(place.number(), &status) != 0 || !S_ISREG(status.st_mode))
    return FileDescriptor(-1);
  const auto again = fmt::format("/proc/self/fd/{}", place.number());
  return FileDescriptor(open(again.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
}

}  // namespace

FileDescriptor open_file_of(const Root& root, pid_t process, std::string_view name) {
  const auto folder = root.at(fmt::format("proc/{}/root", process));
  const FileDescriptor own_root(open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!own_root) return FileDescriptor(-1);
  return for_reading(FileDescriptor(open_beneath(own_root.number(), std::string(name))));
}

FileDescriptor open_program_of(const Root& root, pid_t process) {
  const auto link = root.at(fmt::format("proc/{}/exe", process));
  return for_reading(FileDescriptor(open(link.c_str(), O_PATH | O_CLOEXEC)));
}

std::string read_start(const Root& root, std::string_view file, std::size_t most) {
  constexpr std::size_t chunk = 64 * 1024;
  const FileDescriptor descriptor(open(root.at(file).c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  std::string text;
  while (descriptor && text.size() < most) {
    const auto before = text.size();
    text.resize(std::min(before + chunk, most));
    const auto got = read(descriptor.number(), text.data() + before, text.size() - before);
    text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got <= 0) break;
  }
  return text;
}

}  // namespace vdsobench::programs
