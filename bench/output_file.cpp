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

#include "bench/failure.hpp"

namespace vdsobench::bench {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path) {
  throw UsageError(fmt::format("cannot write {}: {}", path.string(), std::strerror(errno)));
}

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

/// A file beside the one wanted, removed again unless it was renamed.
class Temporary {
 public:
  explicit Temporary(const std::filesystem::path& wanted)
      : wanted_(wanted), name_(wanted.string() + ".XXXXXX") {
    if (std::filesystem::is_directory(wanted)) errno = EISDIR;
    const int descriptor = std::filesystem::is_directory(wanted) ? -1 : mkstemp(name_.data());
    if (descriptor < 0) refuse(wanted_);
    file_.reset(fdopen(descriptor, "w"));
  }
  ~Temporary() { std::remove(name_.c_str()); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  void fill(std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), file_.get()) == text.size();
    if (!written || std::fflush(file_.get()) != 0) refuse(wanted_);
  }

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

void check_writable(const std::filesystem::path& path) { Temporary{path}; }

void write_file(const std::filesystem::path& path, std::string_view text) {
  Temporary file(path);
  file.fill(text);
  file.rename();
}

}  // namespace vdsobench::bench
