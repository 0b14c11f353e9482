#pragma once

#include <filesystem>
#include <string_view>

namespace vdsobench::bench {

/// Throws UsageError where no file of that name can be written: asked before anything is measured.
void check_writable(const std::filesystem::path& path);

/// Writes a file that is there whole or not at all: under another name in the same folder, then
/// renamed. A device or a pipe is written to as it is. Throws UsageError.
void write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace vdsobench::bench
