#include "base/printable.hpp"

#include <algorithm>
#include <array>

namespace vdsobench {

namespace {

struct Character {
  std::size_t size = 1;
  char32_t code = 0;  // of bytes that are no character: one that is not shown
};

std::size_t size_by_first(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

// UTF-8 as RFC 3629 has it: in no more bytes than it takes, and no halves of surrogate pairs.
Character first_of(std::string_view text) {
  constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
  constexpr std::array<unsigned, 5> first_bits = {0, 0x7f, 0x1f, 0x0f, 0x07};
  const std::size_t size = size_by_first(static_cast<unsigned char>(text.front()));
  if (size == 0 || size > text.size()) return {};
  char32_t code = static_cast<unsigned char>(text.front()) & first_bits.at(size);
  for (const char byte : text.substr(1, size - 1)) {
    if ((static_cast<unsigned char>(byte) & 0xc0U) != 0x80) return {};
    code = code << 6U | (static_cast<unsigned char>(byte) & 0x3fU);
  }
  const bool surrogate = code >= 0xd800 && code < 0xe000;
  return code < least.at(size) || code > 0x10ffff || surrogate ? Character{}
                                                               : Character{size, code};
}

bool within(char32_t code, char32_t first, char32_t last) { return first <= code && code <= last; }

bool is_shown(char32_t code) {
  if (code == '\n' || code == '\t') return true;
  const bool control = code < 0x20 || within(code, 0x7f, 0x9f);
  // Of no width, or of no other direction than the text around it: Unicode's "Cf", "Zl" and "Zp".
  const bool unseen = within(code, 0x200b, 0x200f) || within(code, 0x2028, 0x202e) ||
                      within(code, 0x2060, 0x206f) || code == 0xfeff ||
                      within(code, 0xe0000, 0xe0fff);
  return !control && !unseen;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const Character next = first_of(text);
    if (is_shown(next.code))
      shown.append(text.substr(0, next.size));
    else
      shown += ' ';
    text.remove_prefix(next.size);
  }
  return shown;
}

std::string printable_line(std::string_view text, std::size_t most) {
  std::string shown = printable(text.substr(0, most));  // half a character at the end is a blank
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return text.size() > most ? shown + "..." : shown;
}

void print_to_stderr(std::string_view text) {
  constexpr std::size_t most = 20'000;  // more than there is to say
  std::fputs(printable(text.substr(0, most)).c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace vdsobench
