#include "bench/output/beside.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <system_error>
#include <utility>

namespace vdsobench::bench {

namespace {

[[noreturn]] void fail() { throw std::system_error(errno, std::generic_category()); }

std::filesystem::path folder_of(const std::filesystem::path& file) {
  const auto folder = file.parent_path();
  return folder.empty() ? "." : folder;
}

// Short, as the wanted one may be as long as names can be.
std::string name_in(const std::filesystem::path& folder, std::string_view end) {
  return fmt::format("{}/.vdsobench-{}", folder.string(), end);
}

FileDescriptor open_in(const std::filesystem::path& folder, std::string& name) {
  FileDescriptor unnamed(open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
  if (unnamed) return unnamed;
  name = name_in(folder, "XXXXXX");
  FileDescriptor named(mkostemp(name.data(), O_CLOEXEC));
  if (!named) name.clear();
  return named;
}

// The temporary one is private. A new one shall be as public as any other that its user makes; what
// replaces an older one, as that was.
mode_t mode_for(const std::filesystem::path& path) {
  struct stat old = {};
  if (stat(path.c_str(), &old) == 0) return old.st_mode & 0777;
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

}  // namespace

Beside::Beside(std::filesystem::path wanted)
    : wanted_(std::move(wanted)), file_(open_in(folder_of(wanted_), name_)) {
  if (!file_) fail();
}

Beside::~Beside() {
  if (!name_.empty()) std::remove(name_.c_str());
}

// Some file systems tell of a full disk or quota only when they really write: fsync(2).
void Beside::fill(std::string_view text) {
  if (!write_all(file_.number(), text) || fsync(file_.number()) != 0) fail();
}

bool Beside::link_to(const std::string& name) const {
  const auto self = fmt::format("/proc/self/fd/{}", file_.number());
  return linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

// A link replaces nothing, so where there is an older file the new one needs a name to be renamed
// from, for that moment.
void Beside::put_in_place() {
  fchmod(file_.number(), mode_for(wanted_));
  if (name_.empty()) {
    if (link_to(wanted_)) return;
    if (errno != EEXIST) fail();
    auto name =
        name_in(folder_of(wanted_), fmt::format("{}-{:08x}", getpid(), std::random_device()()));
    if (!link_to(name)) fail();
    name_ = std::move(name);
  }
  if (std::rename(name_.c_str(), wanted_.c_str()) != 0) fail();
  name_.clear();
}

}  // namespace vdsobench::bench
