#include "bench/output/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>

#include "base/printable.hpp"

namespace vdsobench::bench {

namespace {

constexpr std::chrono::seconds between_lines{5};

void write_over_line(std::string_view text) {
  std::fputs(fmt::format("\r\033[K{}", printable_line(text)).c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace

Progress::Progress(bool quiet)
    : on_terminal_(isatty(STDERR_FILENO) != 0),
      shown_(!quiet),
      begin_(std::chrono::steady_clock::now()),
      said_(begin_) {}

Progress::~Progress() {
  if (shown_ && on_terminal_) write_over_line("");
}

void Progress::say(std::string_view text) {
  if (!shown_) return;
  const auto now = std::chrono::steady_clock::now();
  if (on_terminal_) {
    write_over_line(text);
  } else if (now - said_ >= between_lines) {
    print_to_stderr(printable_line(text) + "\n");
    said_ = now;
  }
}

std::chrono::duration<double> Progress::taken() const {
  return std::chrono::steady_clock::now() - begin_;
}

std::string time_left(int done, int all, std::chrono::duration<double> taken) {
  if (done <= 0) return {};
  const double left = taken.count() / done * (all - done);
  return left < 100 ? fmt::format(", {:.0f} s left", std::ceil(left))
                    : fmt::format(", {:.0f} min left", std::ceil(left / 60));
}

}  // namespace vdsobench::bench
