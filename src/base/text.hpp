#pragma once

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

/// The value of the first line "name : value", as in /proc/cpuinfo and /proc/self/status.
std::optional<std::string> field(std::string_view text, std::string_view name);

}  // namespace vdsobench
