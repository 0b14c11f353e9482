#include "bench/terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace vdsobench::bench {

bool wants_colour(Colour colour, int descriptor) {
  if (colour != Colour::automatic) return colour == Colour::always;
  const char* refused = std::getenv("NO_COLOR");
  return (refused == nullptr || *refused == '\0') && isatty(descriptor) != 0;
}

void print_to_stderr(const std::string& text) {
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

Progress::Progress(bool quiet) : shown_(!quiet && isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() { say(""); }

void Progress::say(std::string_view text) {
  if (!shown_) return;
  print_to_stderr(fmt::format("\r\033[K{}", text));
}

}  // namespace vdsobench::bench
