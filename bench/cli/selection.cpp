#include "bench/cli/selection.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <re2/re2.h>

#include <algorithm>
#include <initializer_list>
#include <memory>

#include "bench/exit_status.hpp"

namespace vdsobench::bench {

namespace {

using calls::Call;

std::string of_sensible_length(std::string_view pattern) {
  constexpr std::size_t most = 1000;
  if (pattern.size() <= most) return std::string(pattern);
  throw UsageError(
      fmt::format("--filter has {} characters: give at most {}", pattern.size(), most));
}

// Whether RE2 stumbled over one of these; it names no more of it than "(?<".
bool stumbled_over(const RE2& pattern, std::initializer_list<std::string_view> openings) {
  constexpr std::size_t telling = 3;
  const std::string& culprit = pattern.error_arg();
  return culprit.size() >= telling && std::ranges::any_of(openings, [&](auto opening) {
           return pattern.pattern().find(opening) != std::string::npos &&
                  culprit.substr(0, telling) == opening.substr(0, telling);
         });
}

bool is_back_reference(std::string_view escape) {
  return escape.size() == 2 && (escape[1] == 'k' || (escape[1] >= '0' && escape[1] <= '9'));
}

// What other libraries know and RE2 does not: https://github.com/google/re2/wiki/Syntax.
std::string complaint(const RE2& pattern) {
  const bool bad_escape = pattern.error_code() == RE2::ErrorBadEscape;
  if ((bad_escape && is_back_reference(pattern.error_arg())) || stumbled_over(pattern, {"(?P="}))
    return "back-references such as \\1 are not known (RE2): write out what they stand for";
  if (stumbled_over(pattern, {"(?=", "(?!", "(?<=", "(?<!"}))
    return "looking ahead or behind, as (?=...), (?!...) and (?<=...) do, is not known (RE2): a "
           "leading '-' turns the whole filter round";
  return pattern.error();
}

// In RE2 neither depth nor repetition costs a stack, and a search takes time in proportion to name
// and program. With its usual 8 MiB of program x{1,1000}, a hundred times, takes a minute.
std::unique_ptr<RE2> compiled(std::string_view text, std::string_view expression) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  auto pattern = std::make_unique<RE2>(of_sensible_length(expression), options);
  if (pattern->ok()) return pattern;
  throw UsageError(
      fmt::format("--filter '{}' is no regular expression: {}", text, complaint(*pattern)));
}

/// The filter as Google Benchmark understands one: a search, turned round by a leading '-'.
class Filter {
 public:
  explicit Filter(std::string_view text)
      : inverted_(text.starts_with('-')),
        empty_(text.empty() || text == "all"),
        pattern_(compiled(text, text.substr(inverted_ ? 1 : 0))) {}

  bool matches(const std::string& name) const {
    return empty_ || RE2::PartialMatch(name, *pattern_) != inverted_;
  }
  /// Whether the filter speaks of a path by name, which turns on one that is off by default.
  bool names(const calls::Path& path, const std::string& filter) const {
    return !inverted_ && filter.find(path.name) != std::string::npos;
  }

 private:
  bool inverted_;
  bool empty_;
  std::unique_ptr<RE2> pattern_;
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
  std::vector<const Call*> matching, by_default;
  for (const Call& call : calls::all_calls()) {
    if (!wants_path(*call.path, options, filter) || !filter.matches(call.name())) continue;
    matching.push_back(&call);
    if (call.function->by_default) by_default.push_back(&call);
  }
  if (matching.empty())
    throw UsageError(fmt::format("no call matches --filter '{}'{}: see vdsobench list",
                                 options.filter, options.paths.empty() ? "" : " and --paths"));
  return options.all || by_default.empty() ? matching : by_default;
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
