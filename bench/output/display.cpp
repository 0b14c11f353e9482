#include "bench/output/display.hpp"

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace vdsobench::bench {

namespace {

constexpr char escape = '\033';

fmt::text_style style(Tone tone) {
  switch (tone) {
    case Tone::good:
      return fmt::fg(fmt::terminal_color::green);
    case Tone::poor:
      return fmt::fg(fmt::terminal_color::yellow);
    case Tone::bad:
      return fmt::emphasis::bold | fmt::fg(fmt::terminal_color::red);
    case Tone::faint:
      return fmt::emphasis::faint;
    case Tone::plain:
      break;
  }
  return {};
}

std::string_view without_blanks_behind(std::string_view text) {
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    if (end > start) words.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

}  // namespace

std::string toned(std::string_view text, Tone tone, const Display& display) {
  if (!display.colour || tone == Tone::plain || text.empty()) return std::string(text);
  return fmt::format(style(tone), "{}", text);
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  bool in_escape = false;
  for (const char character : text) {
    if (character == escape) in_escape = true;
    const bool continues_character = (static_cast<unsigned char>(character) & 0xc0) == 0x80;
    if (!in_escape && !continues_character) ++width;
    if (character == 'm') in_escape = false;
  }
  return width;
}

std::string padded(std::string_view text, std::size_t width, Align align) {
  const std::size_t taken = std::min(display_width(text), width);
  const std::string blanks(width - taken, ' ');
  return align == Align::left ? fmt::format("{}{}", text, blanks)
                              : fmt::format("{}{}", blanks, text);
}

std::string flowed(std::span<const std::string> pieces, std::string_view between,
                   const Flow& flow) {
  if (pieces.empty()) return {};
  const auto line_end = without_blanks_behind(between);
  std::string text = pieces.front();
  std::size_t column = flow.column + display_width(text);
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    const std::size_t needed =
        display_width(pieces[i]) + (i + 1 < pieces.size() ? line_end.size() : 0);
    const bool fits = column + between.size() + needed <= flow.width;
    text += fits ? std::string(between) : fmt::format("{}\n{:{}}", line_end, "", flow.indent);
    text += pieces[i];
    column = (fits ? column + between.size() : flow.indent) + display_width(pieces[i]);
  }
  return text;
}

std::string flowed_words(std::string_view text, const Flow& flow) {
  return flowed(words_of(text), " ", flow);
}

std::string note_text(std::string_view note, const Display& display) {
  constexpr std::string_view label = "note: ";
  return fmt::format("{}{}\n", label,
                     flowed_words(note, {display.width, label.size(), label.size()}));
}

std::string labelled(std::string_view label, std::size_t width, std::string_view text,
                     const Display& display) {
  const std::size_t column = width + 2;
  const Flow flow = {.width = display.width, .column = column, .indent = column};
  return fmt::format("{}{}\n", padded(label, column, Align::left), flowed_words(text, flow));
}

}  // namespace vdsobench::bench
