#pragma once

#include <string>

namespace vdsobench::entries {

/// What a file of /proc or /sys says, without the newline at its end; empty if it cannot be read.
std::string read_small_file(const std::string& path);

}  // namespace vdsobench::entries
