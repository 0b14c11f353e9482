#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vdsobench {

std::string_view trimmed(std::string_view text);

/// The parts between separators, empty ones left out.
std::vector<std::string> split(std::string_view text, std::string_view separators);

std::vector<std::string> words(std::string_view text);

bool contains(const std::vector<std::string>& list, std::string_view wanted);

/// The decimal number that a text begins with; `otherwise` where it begins with none, or with one
/// that has no room in a Number.
template <class Number>
Number leading_number(std::string_view text, Number otherwise = 0) {
  std::from_chars(text.data(), text.data() + text.size(), otherwise);
  return otherwise;
}

/// The value of the first line "name : value", as in /proc/cpuinfo and /proc/self/status.
std::optional<std::string> field(std::string_view text, std::string_view name);

}  // namespace vdsobench
