#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

namespace vdsobench::bench {

// Checks of what an option is given, which say in plain words what it takes. For CLI::Option::check
// or, where they change the text, transform.

/// A number, whole or not; `such_as` gives an example of what the option takes.
CLI::Validator number(std::string such_as);

/// A whole number; likewise.
CLI::Validator whole_number(std::string such_as);

/// A number of CPU, from 0.
CLI::Validator one_cpu();

/// Seconds, or with m or h behind it minutes or hours: becomes seconds.
CLI::Validator time_span();

/// "a, b or c".
std::string alternatives(const std::vector<std::string>& names);

/// One of these names: becomes its value's number, which CLI11 turns into the value.
template <class Value>
CLI::Validator one_of(std::map<std::string, Value> values) {
  return CLI::Validator(
      [values = std::move(values)](std::string& text) -> std::string {
        if (const auto found = values.find(text); found != values.end()) {
          text = std::to_string(static_cast<int>(found->second));
          return {};
        }
        std::vector<std::string> names;
        for (const auto& [name, value] : values) names.push_back(name);
        return fmt::format("takes {}, not '{}'", alternatives(names), text);
      },
      "");
}

}  // namespace vdsobench::bench
