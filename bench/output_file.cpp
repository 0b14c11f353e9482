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

// Where links lead, so that a link stays one.
std::filesystem::path followed(const std::filesystem::path& path) {
  std::error_code unknown;
  auto target = std::filesystem::canonical(path, unknown);
  return unknown ? path : target;
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
    const bool folder = std::filesystem::is_directory(status_of(wanted_));
    if (folder) errno = EISDIR;
    const int descriptor = folder ? -1 : mkstemp(name_.data());
    if (descriptor < 0) refuse(wanted);
    file_.reset(fdopen(descriptor, "w"));
  }
  ~Temporary() { std::remove(name_.c_str()); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  void fill(std::string_view text) { bench::fill(file_.get(), text, wanted_); }

  void rename() {
    // mkstemp(3) makes files private; what the user asked for is as public as any other.
    const mode_t mask = umask(0);
    umask(mask);
    fchmod(fileno(file_.get()), 0666 & ~mask);
    if (std::rename(name_.c_str(), wanted_.c_str()) != 0) refuse(wanted_);
  }

 private:
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
