#include "bench/output/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <optional>

namespace vdsobench::bench {

namespace {

constexpr std::size_t width_of_a_file = 120;
constexpr std::size_t usual_width = 80;  // of terminals that do not tell theirs

std::optional<std::size_t> width_by_ioctl(int descriptor) {
  winsize size = {};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return {};
  return size.ws_col;
}

// One that is not set is as one that is empty.
std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::optional<std::size_t> width_by_environment() {
  const auto text = variable("COLUMNS");
  std::size_t width = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), width);
  if (error != std::errc() || end != text.data() + text.size() || width == 0) return {};
  return width;
}

}  // namespace

bool wants_colour(Colour colour, int descriptor) {
  if (colour != Colour::automatic) return colour == Colour::always;
  if (!variable("NO_COLOR").empty()) return false;
  for (const auto* name : {"FORCE_COLOR", "CLICOLOR_FORCE"})
    if (!variable(name).empty() && variable(name) != "0") return true;
  return can_be_drawn_on(descriptor);
}

bool can_be_drawn_on(int descriptor) {
  return isatty(descriptor) != 0 && variable("TERM") != "dumb";
}

std::size_t width_for(int descriptor) {
  if (const auto width = width_by_ioctl(descriptor)) return *width;
  if (const auto width = width_by_environment()) return *width;
  return isatty(descriptor) != 0 ? usual_width : width_of_a_file;
}

Display display_for(Colour colour, int descriptor) {
  return {width_for(descriptor), wants_colour(colour, descriptor)};
}

Result<> flush_output() {
  if (std::cout.flush() && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return Done{};
  return Reason{fmt::format("cannot write to standard output: {}", std::strerror(errno))};
}

}  // namespace vdsobench::bench
