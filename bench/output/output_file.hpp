#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.hpp"

namespace vdsobench::bench {

/// Throws UsageError where no file of that name can be written: asked before anything is measured.
void check_writable(const std::filesystem::path& path);

/// Writes a file that is there whole or not at all, wherever that can be: beside the one wanted,
/// then put in its place. Written in place is what cannot be replaced: a device, a pipe, a file
/// that is mounted by itself or lies in a folder where no other may be made. Gives the file's name,
/// or in words why it cannot be written.
Result<std::filesystem::path> write_file(const std::filesystem::path& path, std::string_view text);

/// Likewise, a new file in the folder for temporary ones.
Result<std::filesystem::path> write_temporary(std::string_view text);

}  // namespace vdsobench::bench
