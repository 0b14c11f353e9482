#include "image/qualified_name.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace vdsobench::image {

namespace {

// Itanium C++ ABI, 5.1.2: "St" is std::, "_ZN" may be followed by qualifiers, and a source name is
// its length and it.
constexpr std::string_view qualifiers = "VrKRO";

// Takes one from the front; empty where there is none.
std::string_view take_source_name(std::string_view& rest) {
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), length);
  if (error != std::errc()) return {};
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  if (length == 0 || length > rest.size()) return {};
  const auto name = rest.substr(0, length);
  rest.remove_prefix(length);
  return name;
}

// A hash is the last part of a Rust name of the older kind.
bool is_hash(std::string_view part) {
  return part.size() == 17 && part[0] == 'h' &&
         part.find_first_not_of("0123456789abcdef", 1) == part.npos;
}

}  // namespace

std::string qualified_name(std::string_view symbol) {
  constexpr std::string_view mark = "_Z", nested = "_ZN", standard = "St";
  if (!symbol.starts_with(mark)) return std::string(symbol);
  const bool is_nested = symbol.starts_with(nested);
  auto rest = symbol.substr(is_nested ? nested.size() : mark.size());
  if (is_nested) rest.remove_prefix(std::min(rest.find_first_not_of(qualifiers), rest.size()));
  std::vector<std::string_view> parts;
  if (rest.starts_with(standard)) {
    parts.emplace_back("std");
    rest.remove_prefix(standard.size());
  }
  for (auto part = take_source_name(rest); !part.empty(); part = take_source_name(rest)) {
    parts.push_back(part);
    if (!is_nested) break;
  }
  if (parts.size() > 1 && is_hash(parts.back())) parts.pop_back();
  std::string name;
  for (const auto part : parts) name.append(name.empty() ? "" : "::").append(part);
  return name.empty() ? std::string(symbol) : name;
}

}  // namespace vdsobench::image
