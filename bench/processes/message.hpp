#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/result.hpp"

// What the structs that processes send to each other are made of, as JSON. The library writes the
// structs themselves by its macros, beside each of them.
namespace nlohmann {

/// The value, or null.
template <class T>
struct adl_serializer<std::optional<T>> {
  static void to_json(json& json, const std::optional<T>& optional) {
    json = optional ? nlohmann::json(*optional) : nlohmann::json();
  }
  static void from_json(const json& json, std::optional<T>& optional) {
    optional = json.is_null() ? std::nullopt : std::optional(json.get<T>());
  }
};

/// The value, or {"error": REASON}. JSON has neither NaN nor infinity: the library writes null, at
/// which the whole message could not be read. A value with such a member goes as an error.
template <class T>
struct adl_serializer<vdsobench::Result<T>> {
  static void to_json(json& json, const vdsobench::Result<T>& result) {
    if (!result) return error(json, result.reason().text);
    json = result.value();
    for (const auto& [name, member] : json.items())
      if (member.is_number_float() && !std::isfinite(member.template get<double>()))
        return error(json, "gave no finite number for " + name);
  }
  static vdsobench::Result<T> from_json(const json& json) {
    if (json.contains("error")) return vdsobench::Reason{json.at("error").get<std::string>()};
    return json.get<T>();
  }

 private:
  static void error(json& json, std::string reason) { json = {{"error", std::move(reason)}}; }
};

}  // namespace nlohmann
