#include "bench/output/output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>
#include <thread>

#include "base/file_descriptor.hpp"
#include "bench/exit_status.hpp"
#include "bench/output/beside.hpp"

namespace vdsobench::bench {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(int error) { throw std::system_error(error, std::generic_category()); }

// What open(2) says of a pipe.
bool lacks_reader(const fs::path& path, int error) {
  std::error_code none;
  return error == ENXIO && fs::is_fifo(path, none);
}

std::string complaint(const fs::path& path, const std::system_error& error) {
  const int number = error.code().value();
  return fmt::format("cannot write {}: {}", path.string(),
                     lacks_reader(path, number) ? "no one reads this pipe" : std::strerror(number));
}

/// While it lives, a signal is no more than the error that comes with it: a pipe without a reader,
/// a file beyond RLIMIT_FSIZE.
class Ignored {
 public:
  explicit Ignored(int number) : number_(number), before_(signal(number, SIG_IGN)) {}
  ~Ignored() { signal(number_, before_); }
  Ignored(const Ignored&) = delete;
  Ignored& operator=(const Ignored&) = delete;

 private:
  int number_;
  sighandler_t before_;
};

// Where links lead, so that a link stays one, whether there is a file at its end yet or not.
fs::path followed(fs::path path) {
  constexpr int most = 40;  // links, as the kernel has it: path_resolution(7)
  std::error_code none;
  for (int links = 0; links < most && fs::is_symlink(path, none); ++links)
    path = path.parent_path() / fs::read_symlink(path, none);
  return path;
}

// What is there; nothing where a new file would be made.
fs::file_type type_of(const fs::path& path) {
  struct stat found = {};
  if (stat(path.c_str(), &found) != 0) {
    if (errno != ENOENT) fail(errno);
    return fs::file_type::not_found;
  }
  if (S_ISDIR(found.st_mode)) fail(EISDIR);
  return S_ISREG(found.st_mode) ? fs::file_type::regular : fs::file_type::unknown;
}

// A device, a pipe: what can be written to, but must never be replaced by a file.
bool is_special(fs::file_type type) { return type == fs::file_type::unknown; }

void check(const fs::path& wanted) {
  const auto type = type_of(wanted);
  const bool exists = type != fs::file_type::not_found;
  if (exists && access(wanted.c_str(), W_OK) == 0) return;
  if (is_special(type)) fail(errno);
  Beside{wanted};
}

// So that an older result is not written over by half of a new one.
void reserve(int file, std::size_t size) {
  rlimit limit = {};
  if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && size > limit.rlim_cur) fail(EFBIG);
  const bool reserved = fallocate(file, FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(size)) == 0;
  if (!reserved && (errno == ENOSPC || errno == EDQUOT)) fail(errno);
}

// A pipe opens once it has a reader, fifo(7), who may come a little later, but need not come at
// all.
FileDescriptor open_to_write(const fs::path& path) {
  constexpr auto pause = std::chrono::milliseconds(100);
  constexpr int most = 100;  // pauses
  for (int pauses = 0;; ++pauses) {
    FileDescriptor file(open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    const int error = file ? 0 : errno;
    if (!file && (!lacks_reader(path, error) || pauses == most)) fail(error);
    if (file && fcntl(file.number(), F_SETFL, 0) != 0) fail(errno);
    if (file) return file;
    std::this_thread::sleep_for(pause);
  }
}

void write_in_place(const fs::path& path, std::string_view text, bool special) {
  const auto file = open_to_write(path);
  if (!special) reserve(file.number(), text.size());
  if (!write_all(file.number(), text)) fail(errno);
  if (special) return;
  const bool cut = ftruncate(file.number(), static_cast<off_t>(text.size())) == 0;
  if (!cut || fsync(file.number()) != 0) fail(errno);
}

void write_beside(const fs::path& wanted, std::string_view text) {
  Beside file(wanted);
  file.fill(text);
  file.put_in_place();
}

// Not where there is no room: an attempt would only cost what is there.
bool helps_to_write_in_place(const std::system_error& error) {
  constexpr std::array no_room = {ENOSPC, EDQUOT, EFBIG, EIO};
  return std::ranges::find(no_room, error.code().value()) == no_room.end();
}

void write(const fs::path& wanted, std::string_view text) {
  const auto type = type_of(wanted);
  if (is_special(type)) return write_in_place(wanted, text, true);
  try {
    write_beside(wanted, text);
  } catch (const std::system_error& error) {
    if (type == fs::file_type::not_found || !helps_to_write_in_place(error)) throw;
    write_in_place(wanted, text, false);
  }
}

std::string temporary_name() {
  const char* folder = secure_getenv("TMPDIR");
  const bool given = folder != nullptr && *folder != '\0';
  return fmt::format("{}/vdsobench-XXXXXX.json", given ? folder : "/tmp");
}

}  // namespace

void check_writable(const fs::path& path) try {
  check(followed(path));
} catch (const std::system_error& error) {
  throw UsageError(complaint(path, error));
}

Result<fs::path> write_file(const fs::path& path, std::string_view text) try {
  const Ignored no_reader(SIGPIPE), too_long(SIGXFSZ);
  write(followed(path), text);
  return path;
} catch (const std::system_error& error) {
  return Reason{complaint(path, error)};
}

Result<fs::path> write_temporary(std::string_view text) {
  const Ignored too_long(SIGXFSZ);
  auto name = temporary_name();
  constexpr int suffix = 5;  // ".json"
  const FileDescriptor file(mkostemps(name.data(), suffix, O_CLOEXEC));
  if (!file) return Reason{fmt::format("cannot make {}: {}", name, std::strerror(errno))};
  if (write_all(file.number(), text) && fsync(file.number()) == 0) return fs::path(name);
  const int error = errno;
  std::remove(name.c_str());
  return Reason{fmt::format("cannot write {}: {}", name, std::strerror(error))};
}

}  // namespace vdsobench::bench
