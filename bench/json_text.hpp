#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace vdsobench::bench {

/// As text, on one line or indented. Names of files and what the kernel says need not be UTF-8,
/// which JSON is and the library insists on: what is not shows as U+FFFD.
inline std::string json_text(const nlohmann::json& json, int indent = -1) {
  return json.dump(indent, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace vdsobench::bench
