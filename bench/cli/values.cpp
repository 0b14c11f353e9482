#include "bench/cli/values.hpp"

#include <fmt/ranges.h>

#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>

namespace vdsobench::bench {

namespace {

// strtod(3) takes nan and inf, which validate.cpp refuses by their limits.
std::optional<double> as_number(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0') return std::nullopt;
  return value;
}

std::optional<int> as_whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string complaint(std::string_view takes, std::string_view text) {
  return fmt::format("takes {}, not '{}'", takes, text);
}

// Takes the unit off; what is left may be no number.
double seconds_of_unit(std::string& text) {
  static const std::map<char, double> units = {{'s', 1}, {'m', 60}, {'h', 3600}};
  const auto unit = text.empty() ? units.end() : units.find(text.back());
  if (unit == units.end()) return 1;
  text.pop_back();
  return unit->second;
}

}  // namespace

CLI::Validator number(std::string such_as) {
  return CLI::Validator(
      [such_as = std::move(such_as)](const std::string& text) {
        return as_number(text) ? std::string() : complaint("a number such as " + such_as, text);
      },
      "");
}

CLI::Validator whole_number(std::string such_as) {
  return CLI::Validator(
      [such_as = std::move(such_as)](const std::string& text) {
        return as_whole_number(text) ? std::string()
                                     : complaint("a whole number such as " + such_as, text);
      },
      "");
}

CLI::Validator one_cpu() {
  return CLI::Validator(
      [](const std::string& text) {
        const auto cpu = as_whole_number(text);
        return cpu && *cpu >= 0 ? std::string()
                                : complaint("one CPU by its number, such as 3", text);
      },
      "");
}

CLI::Validator time_span() {
  return CLI::Validator(
      [](std::string& text) {
        std::string digits = text;
        const double unit = seconds_of_unit(digits);
        const auto value = as_number(digits);
        if (!value) return complaint("a time such as 30s or 10m", text);
        text = fmt::format("{}", unit * *value);
        return std::string();
      },
      "");
}

std::string alternatives(const std::vector<std::string>& names) {
  if (names.size() < 2) return fmt::format("{}", fmt::join(names, ""));
  const std::vector<std::string> all_but_last(names.begin(), names.end() - 1);
  return fmt::format("{} or {}", fmt::join(all_but_last, ", "), names.back());
}

}  // namespace vdsobench::bench
