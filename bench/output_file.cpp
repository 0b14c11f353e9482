#include "bench/output_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <system_error>

#include "bench/failure.hpp"

namespace vdsobench::bench {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path) {
  throw UsageError(fmt::format("cannot write {}: {}", path.string(), std::strerror(errno)));
}

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

std::filesystem::file_status status_of(const std::filesystem::path& path) {
  std::error_code unknown;  // left to the attempt to write, which says more
  return std::filesystem::status(path, unknown);
}

// A device, a pipe: what can be written to, but must never be replaced by a file.
bool is_special(const std::filesystem::path& path) {
  return std::filesystem::is_other(status_of(path));
}

// Where links lead, so that a link stays one, whether there is a file at its end yet or not.
std::filesystem::path followed(std::filesystem::path path) {
  constexpr int most = 40;  // links, as the kernel has it: path_resolution(7)
  std::error_code none;
  for (int links = 0; links < most && std::filesystem::is_symlink(path, none); ++links)
    path = path.parent_path() / std::filesystem::read_symlink(path, none);
  return path;
}

// As an errno, why no file can stand there; 0 where nothing is known against it.
int obstacle_at(const std::filesystem::path& path) {
  std::error_code none;
  if (std::filesystem::is_directory(status_of(path))) return EISDIR;
  return std::filesystem::is_symlink(path, none) ? ELOOP : 0;
}

// mkstemp(3) makes files private. A new one shall be as public as any other that its user makes;
// what replaces an older one, as that was.
mode_t mode_for(const std::filesystem::path& path) {
  const auto old = status_of(path);
  if (std::filesystem::exists(old)) return static_cast<mode_t>(old.permissions()) & 0777;
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

void fill(std::FILE* file, std::string_view text, const std::filesystem::path& path) {
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (!written || std::fflush(file) != 0) refuse(path);
}

void write_in_place(const std::filesystem::path& path, std::string_view text) {
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "w"));
  if (!file) refuse(path);
  fill(file.get(), text, path);
}

/// A file beside the one wanted, removed again unless it was renamed.
class Temporary {
 public:
  explicit Temporary(const std::filesystem::path& wanted)
      : wanted_(followed(wanted)), name_(wanted_.string() + ".XXXXXX") {
    if (const int obstacle = obstacle_at(wanted_); obstacle != 0) {
      errno = obstacle;
      refuse(wanted);
    }
    const int descriptor = mkstemp(name_.data());
    if (descriptor < 0) refuse(wanted);
    file_.reset(fdopen(descriptor, "w"));
    if (!file_) give_up(descriptor);
  }
  ~Temporary() { std::remove(name_.c_str()); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  void fill(std::string_view text) { bench::fill(file_.get(), text, wanted_); }

  void rename() {
    fchmod(fileno(file_.get()), mode_for(wanted_));
    if (std::rename(name_.c_str(), wanted_.c_str()) != 0) refuse(wanted_);
  }

 private:
  // No destructor runs for what was not constructed.
  [[noreturn]] void give_up(int descriptor) {
    const int error = errno;
    close(descriptor);
    std::remove(name_.c_str());
    errno = error;
    refuse(wanted_);
  }

  std::filesystem::path wanted_;
  std::string name_;
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace

void check_writable(const std::filesystem::path& path) {
  if (!is_special(path))
    Temporary{path};
  else if (access(path.c_str(), W_OK) != 0)
    refuse(path);
}

void write_file(const std::filesystem::path& path, std::string_view text) {
  if (is_special(path)) return write_in_place(path, text);
  Temporary file(path);
  file.fill(text);
  file.rename();
}

}  // namespace vdsobench::bench
