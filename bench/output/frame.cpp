#include "bench/output/frame.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bench/output/display.hpp"

namespace vdsobench::bench {

namespace {

constexpr char escape_character = '\033';

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

// The size of the character or escape sequence that a text starts with; ours end with an m.
std::size_t piece_at(std::string_view text) {
  if (text.front() == escape_character) return std::min(text.find('m'), text.size() - 1) + 1;
  std::size_t size = 1;
  while (size < text.size() && continues(text[size])) ++size;
  return size;
}

}  // namespace

std::string clipped(std::string_view line, std::size_t columns) {
  if (display_width(line) <= columns) return std::string(line);
  std::string text;
  std::size_t taken = 0;
  while (!line.empty() && taken < columns) {
    const auto size = piece_at(line);
    if (line.front() != escape_character) ++taken;
    text += line.substr(0, size);
    line.remove_prefix(size);
  }
  return text.find(escape_character) == text.npos ? text : text + "\033[0m";
}

Frame frame_of(std::string_view text, std::string_view footer, const ScreenSize& size) {
  Frame frame;
  const auto room = std::max<std::size_t>(size.rows, 1) - 1;
  while (!text.empty() && frame.size() < room) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    frame.push_back(clipped(line, size.columns));
  }
  frame.resize(room);
  frame.push_back(clipped(footer, size.columns));
  return frame;
}

// console_codes(4): to the start of a row; and erase what is right of the text.
std::string update(const Frame& shown, const Frame& wanted) {
  std::string text;
  for (std::size_t row = 0; row < wanted.size(); ++row)
    if (row >= shown.size() || shown[row] != wanted[row])
      text += fmt::format("\033[{};1H{}\033[K", row + 1, wanted[row]);
  if (shown.size() > wanted.size()) text += "\033[J";
  return text;
}

}  // namespace vdsobench::bench
