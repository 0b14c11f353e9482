#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vdsobench {

/// A view of the file system from its root, so that a test can put a folder of its own in its
/// place. Half of /sys is missing in a container: whatever cannot be read is an absence, never an
/// error.
struct Root {
  std::filesystem::path path{"/"};

  [[nodiscard]] std::filesystem::path at(std::string_view relative) const;

  /// Contents without surrounding white space and NULs (the device tree ends its strings with one),
  /// and made printable: some of it, such as a CPU's name, is as a hypervisor likes it.
  [[nodiscard]] std::optional<std::string> read(std::string_view relative) const;

  /// What a symbolic link says; those of /proc/self/ns name no file that exists.
  [[nodiscard]] std::optional<std::string> link(std::string_view relative) const;

  /// Names in a folder, sorted; none where there is no such folder.
  [[nodiscard]] std::vector<std::string> list(std::string_view relative) const;
};

}  // namespace vdsobench
