#include "bench/cli/google_flags.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "bench/exit_status.hpp"

namespace vdsobench::bench {

namespace {

template <class T>
T number(std::string_view flag, std::string_view text) {
  T value = {};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    throw UsageError(fmt::format("{} wants a number, not '{}'", flag, text));
  return value;
}

// Newer versions of the library write 0.5s.
std::string_view without_unit(std::string_view seconds) {
  if (seconds.ends_with('s')) seconds.remove_suffix(1);
  return seconds;
}

Format format(std::string_view name) {
  if (name == "json") return Format::json;
  if (name == "csv") return Format::csv;
  if (name == "console") return Format::console;
  throw UsageError(fmt::format("--benchmark_format is json, csv or console, not '{}'", name));
}

/// A flag of the library's that cannot do here what it says.
struct Refused {
  std::string_view flag;
  std::string_view harmless;  // the one value that asks for nothing
  std::string_view why;
};

constexpr std::array<Refused, 4> refused = {{
    {"--benchmark_report_aggregates_only", "false",
     "a result has a row for each process; scripts/compare.py makes medians of them"},
    {"--benchmark_display_aggregates_only", "false",
     "a result has a row for each process; the table (--format table) has their median"},
    {"--benchmark_min_warmup_time", "0",
     "calls are timed, and warmed up, before the library is told of them"},
    {"--benchmark_out_format", "json", "the file is always JSON; --format csv prints CSV"},
}};

void refuse(std::string_view flag, std::string_view value) {
  for (const auto& [name, harmless, why] : refused)
    if (flag == name && value != harmless)
      throw UsageError(fmt::format("{} has no place here: {}", flag, why));
}

}  // namespace

bool is_google_flag(std::string_view argument) {
  return argument.starts_with("--benchmark_") || argument.starts_with("--v=");
}

void take_google_flag(std::string_view argument, RunOptions& options) {
  const auto equals = argument.find('=');
  const auto flag = argument.substr(0, equals);
  const auto value = equals == std::string_view::npos ? "" : argument.substr(equals + 1);
  refuse(flag, value);
  if (flag == "--benchmark_filter")
    options.selection.filter = value;
  else if (flag == "--benchmark_min_time")
    options.min_time = number<double>(flag, without_unit(value));
  else if (flag == "--benchmark_repetitions")
    options.processes = number<int>(flag, value);
  else if (flag == "--benchmark_out")
    options.out = value;
  else if (flag == "--benchmark_format")
    options.format = format(value);
  else if (flag == "--benchmark_list_tests")
    options.only_names = value != "false";
  else
    options.google_benchmark.emplace_back(argument);
}

}  // namespace vdsobench::bench
