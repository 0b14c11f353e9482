#include "base/version.hpp"

#include <charconv>

namespace vdsobench {

std::optional<Version> version_in(std::string_view text) {
  const auto start = text.find_first_of("0123456789");
  if (start == std::string_view::npos) return {};
  const char* const end = text.data() + text.size();
  Version found = {};
  const auto major = std::from_chars(text.data() + start, end, found.major);
  if (major.ec != std::errc{} || major.ptr == end || *major.ptr != '.') return {};
  const auto minor = std::from_chars(major.ptr + 1, end, found.minor);
  if (minor.ec != std::errc{}) return {};
  return found;
}

bool is_older(std::string_view release, std::string_view than) {
  const auto one = version_in(release), other = version_in(than);
  return one && other && *one < *other;
}

}  // namespace vdsobench
