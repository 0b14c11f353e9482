#include "bench/cli/google_flags.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string>

#include "base/text.hpp"
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

// As IsTruthyFlagValue of its src/commandlineflags.cc; a flag without a value is true.
bool is_true(std::string_view text) {
  std::string value(text);
  std::ranges::transform(value, value.begin(), [](unsigned char c) { return std::tolower(c); });
  constexpr std::array<std::string_view, 6> no = {"0", "f", "n", "false", "no", "off"};
  return std::ranges::find(no, value) == no.end();
}

Colour colour(std::string_view value) {
  if (value == "auto") return Colour::automatic;
  return is_true(value) ? Colour::always : Colour::never;
}

/// A flag of the library's that cannot do here what it says.
struct Refused {
  std::string_view flag;
  std::string_view harmless;  // the one value that asks for nothing; "false": whatever means that
  std::string_view why;
};

constexpr std::array<Refused, 7> refused = {{
    {"--benchmark_report_aggregates_only", "false",
     "a result has a row for each process; scripts/compare.py makes medians of them"},
    {"--benchmark_display_aggregates_only", "false",
     "a result has a row for each process; the table (--format table) has their median"},
    {"--benchmark_min_warmup_time", "0",
     "calls are timed, and warmed up, before the library is told of them"},
    {"--benchmark_out_format", "json", "the file is always JSON; --format csv prints CSV"},
    {"--benchmark_time_unit", "ns", "a result is in nanoseconds, and what reads it counts on that"},
    {"--benchmark_perf_counters", "",
     "calls are made before the library is told of them, and it would count its own reporting"},
    {"--benchmark_dry_run", "false",
     "calls are made before the library is told of them; --quick makes a table in 2 s"},
}};

void refuse(std::string_view flag, std::string_view value) {
  for (const auto& [name, harmless, why] : refused) {
    const bool asks_for_nothing = harmless == "false" ? !is_true(value) : value == harmless;
    if (flag == name && !asks_for_nothing)
      throw UsageError(fmt::format("{} has no place here: {}", flag, why));
  }
}

/// A flag of the library's, and what it is called here.
struct Translation {
  std::string_view flag, own;
};

constexpr std::array<Translation, 6> translations = {{
    {"--benchmark_filter", "--filter"},
    {"--benchmark_min_time", "--min-time"},
    {"--benchmark_repetitions", "--processes"},
    {"--benchmark_out", "--out"},
    {"--benchmark_format", "--format"},
    {"--benchmark_color", "--color"},
}};

// What the library writes into a context by itself (ReportContext of its src/json_reporter.cc).
constexpr std::array<std::string_view, 12> keys_of_library = {"date",
                                                              "host_name",
                                                              "executable",
                                                              "num_cpus",
                                                              "mhz_per_cpu",
                                                              "aslr_enabled",
                                                              "caches",
                                                              "cpu_scaling_enabled",
                                                              "load_avg",
                                                              "library_version",
                                                              "library_build_type",
                                                              "json_schema_version"};

bool is_said_anyway(std::string_view key) {
  return key.starts_with("vdsobench.") ||
         std::ranges::find(keys_of_library, key) != keys_of_library.end();
}

std::string_view name_of(std::string_view argument) {
  return argument.substr(0, argument.find('='));
}

}  // namespace

bool is_google_flag(std::string_view argument) {
  return argument.starts_with("--benchmark_") || argument.starts_with("--v=");
}

std::string_view own_flag(std::string_view argument) {
  for (const auto& [flag, own] : translations)
    if (flag == name_of(argument)) return own;
  return {};
}

void check_context(std::string_view from, std::string_view pairs) {
  for (const auto& pair : split(pairs, ",")) {
    if (std::ranges::count(pair, '=') != 1 || pair.starts_with('='))
      throw UsageError(fmt::format("{} wants KEY=VALUE,KEY=VALUE, not '{}'", from, pair));
    if (is_said_anyway(name_of(pair)))
      throw UsageError(
          fmt::format("{}: a result says '{}' by itself: choose another key", from, name_of(pair)));
  }
}

void take_google_flag(std::string_view argument, RunOptions& options) {
  const auto flag = name_of(argument);
  const auto value = argument.substr(std::min(flag.size() + 1, argument.size()));
  refuse(flag, value);
  if (flag == "--benchmark_context") check_context(flag, value);
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
    options.only_names = is_true(value);
  else if (flag == "--benchmark_color")
    options.colour = colour(value);
  else if (flag != "--benchmark_enable_random_interleaving")  // calls are, always; rows never
    options.google_benchmark.emplace_back(argument);
}

}  // namespace vdsobench::bench
