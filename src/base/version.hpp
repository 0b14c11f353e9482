#pragma once

#include <compare>
#include <optional>
#include <string_view>

namespace vdsobench {

/// The first two numbers of a release.
struct Version {
  int major;
  int minor;
  auto operator<=>(const Version&) const = default;
};

/// That of "4.19.0-27-amd64", "Linux 5.3" or "glibc 2.36"; none where a text has no two numbers
/// with a full stop between.
std::optional<Version> version_in(std::string_view text);

/// Whether a release is from before another; false where one of them is not known.
bool is_older(std::string_view release, std::string_view than);

}  // namespace vdsobench
