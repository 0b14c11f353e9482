#include "programs/rights.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <array>
#include <climits>

#include "base/file_descriptor.hpp"
#include "base/printable.hpp"
#include "programs/process_file.hpp"

namespace vdsobench::programs {

namespace {

// What stands in a process's memory up to the end of a C string.
std::string text_at(const Root& root, pid_t process, std::uint64_t address) {
  const auto memory = root.at(fmt::format("proc/{}/mem", process));
  const FileDescriptor file(open(memory.c_str(), O_RDONLY | O_CLOEXEC));
  std::array<char, PATH_MAX> text = {};
  if (!file || pread(file.number(), text.data(), text.size(), static_cast<off_t>(address)) <= 0)
    return {};
  return std::string(text.data(), strnlen(text.data(), text.size()));
}

// As this process reaches it.
std::string place_of(pid_t process, const std::string& name, int folder) {
  if (name.starts_with('/')) return fmt::format("proc/{}/root{}", process, name);
  const auto begin = folder == AT_FDCWD ? fmt::format("proc/{}/cwd", process)
                                        : fmt::format("proc/{}/fd/{}", process, folder);
  return name.empty() ? begin : begin + "/" + name;
}

bool gets_none(const Root& root, pid_t process) {
  const auto status = read_start(root, fmt::format("proc/{}/status", process), 16 * 1024);
  return status.find("\nNoNewPrivs:\t1\n") != status.npos;
}

}  // namespace

// bprm_fill_uid() of fs/exec.c: a set-group-ID bit counts where the group may execute.
std::string rights_of_file(const std::string& file) {
  struct stat status = {};
  if (stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
  if ((status.st_mode & S_ISUID) != 0 && status.st_uid != geteuid()) return "set-user-ID";
  if ((status.st_mode & (S_ISGID | S_IXGRP)) == (S_ISGID | S_IXGRP) && status.st_gid != getegid())
    return "set-group-ID";
  return getxattr(file.c_str(), "security.capability", nullptr, 0) > 0 ? "capabilities" : "";
}

std::string rights_lost(const Root& root, const Notice& notice) {
  const auto process = static_cast<pid_t>(notice.entry.process);
  if (notice.kind != Notice::Kind::start || notice.entry.outside != 0 || !gets_none(root, process))
    return {};
  const auto name = text_at(root, process, notice.name);
  const auto rights = rights_of_file(root.at(place_of(process, name, notice.folder)));
  return rights.empty() ? rights : fmt::format("{} ({})", printable_line(name), rights);
}

}  // namespace vdsobench::programs
