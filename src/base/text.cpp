#include "base/text.hpp"

#include <algorithm>

namespace vdsobench {

namespace {

constexpr std::string_view blank{" \t\r\n\0", 5};

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (true) {
    const auto first = text.find_first_not_of(separators);
    if (first == std::string_view::npos) return parts;
    text.remove_prefix(first);
    const auto length = std::min(text.find_first_of(separators), text.size());
    parts.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
}

std::vector<std::string> words(std::string_view text) { return split(text, blank); }

bool contains(const std::vector<std::string>& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

std::optional<std::string> field(std::string_view text, std::string_view name) {
  for (const std::string& line : split(text, "\n")) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) continue;
    const std::string_view view = line;
    if (trimmed(view.substr(0, colon)) == name) return std::string(trimmed(view.substr(colon + 1)));
  }
  return {};
}

}  // namespace vdsobench
