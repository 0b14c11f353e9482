#include "bench/cli/selection.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <regex>

#include "bench/exit_status.hpp"

namespace vdsobench::bench {

namespace {

using calls::Call;

// libstdc++ takes a frame of the stack for every character of a pattern.
std::string of_sensible_length(std::string_view pattern) {
  constexpr std::size_t most = 1000;
  if (pattern.size() <= most) return std::string(pattern);
  throw UsageError(
      fmt::format("--filter has {} characters: give at most {}", pattern.size(), most));
}

/// The filter as Google Benchmark understands one: a search, turned round by a leading '-'.
class Filter {
 public:
  explicit Filter(std::string_view text) try
      : inverted_(text.starts_with('-')),
        empty_(text.empty() || text == "all"),
        pattern_(of_sensible_length(text.substr(inverted_ ? 1 : 0)), std::regex::extended) {
  } catch (const std::regex_error& error) {
    throw UsageError(fmt::format("--filter '{}' is no regular expression: {}", text, error.what()));
  }

  bool matches(const std::string& name) const {
    return empty_ || std::regex_search(name, pattern_) != inverted_;
  }
  /// Whether the filter speaks of a path by name, which turns on one that is off by default.
  bool names(const calls::Path& path, const std::string& filter) const {
    return !inverted_ && filter.find(path.name) != std::string::npos;
  }

 private:
  bool inverted_;
  bool empty_;
  std::regex pattern_;
};

void check_paths(const std::vector<std::string>& names) {
  std::vector<std::string_view> known;
  for (const auto* path : calls::all_paths()) known.push_back(path->name);
  for (const auto& name : names)
    if (std::ranges::find(known, name) == known.end())
      throw UsageError(
          fmt::format("--paths: no path '{}'; there are {}", name, fmt::join(known, ", ")));
}

bool wants_path(const calls::Path& path, const SelectionOptions& options, const Filter& filter) {
  if (!options.paths.empty())
    return std::ranges::find(options.paths, path.name) != options.paths.end();
  return path.by_default || filter.names(path, options.filter);
}

}  // namespace

std::vector<const Call*> select(const SelectionOptions& options) {
  check_paths(options.paths);
  const Filter filter(options.filter);
  std::vector<const Call*> selected;
  for (const Call& call : calls::all_calls())
    if (wants_path(*call.path, options, filter) && filter.matches(call.name()))
      selected.push_back(&call);
  if (selected.empty())
    throw UsageError(fmt::format("no call matches --filter '{}'{}: see vdsobench list",
                                 options.filter, options.paths.empty() ? "" : " and --paths"));
  return selected;
}

std::vector<const Call*> shared_calls() {
  std::vector<const Call*> shared;
  for (const Call& call : calls::all_calls()) {
    const auto& paths = call.function->contended_by;
    if (std::ranges::find(paths, call.path->name) != paths.end()) shared.push_back(&call);
  }
  return shared;
}

std::vector<const Call*> find_calls(const std::vector<std::string>& names) {
  std::vector<const Call*> found;
  for (const auto& name : names) {
    const auto all = calls::all_calls();
    const auto call = std::ranges::find(all, name, &Call::name);
    if (call == all.end()) throw UsageError(fmt::format("no call is named '{}'", name));
    found.push_back(&*call);
  }
  return found;
}

}  // namespace vdsobench::bench
