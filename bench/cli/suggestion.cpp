#include "bench/cli/suggestion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace vdsobench::bench {

namespace {

constexpr std::size_t near = 2;
constexpr std::size_t most_named = 4;
constexpr std::size_t longest = 40;  // a longer word is no slip of the finger

// Letters to add, leave out or change (V. Levenshtein 1965), row by row.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t changed = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = std::exchange(row[j + 1], std::min({changed, row[j] + 1, row[j + 1] + 1}));
    }
  }
  return row.back();
}

bool is_near(std::string_view word, const std::string& known) {
  if (known.starts_with(word)) return true;
  return word.size() > near && distance(word, known) <= near;
}

using Pair = std::pair<std::string_view, std::string_view>;

constexpr auto of_other_programs = std::to_array<Pair>({
    {"help", "vdsobench --help"},
    {"-V", "vdsobench --version"},
    {"-v", "vdsobench --version"},
    {"version", "vdsobench --version"},
    {"compare", "scripts/compare.py"},
    {"diff", "scripts/compare.py"},
    {"plot", "scripts/plot.py"},
    {"report", "scripts/report.py"},
    {"export", "scripts/export.py"},
    {"kernels", "scripts/kernels.py"},
    {"anatomy", "scripts/anatomy.py"},
    {"peers", "scripts/peers.py"},
});

}  // namespace

std::string suggestion(std::string_view word, std::span<const std::string> known) {
  if (word.empty() || word.size() > longest) return {};
  std::vector<std::string> found;
  for (const auto& each : known)
    if (is_near(word, each)) found.push_back(fmt::format("'{}'", each));
  if (found.empty()) return {};
  const bool more = found.size() > most_named;
  found.resize(std::min(found.size(), most_named));
  std::string words = found.front();
  for (std::size_t i = 1; i < found.size(); ++i)
    words += (i + 1 == found.size() && !more ? " or " : ", ") + found[i];
  return fmt::format(": did you mean {}{}?", words, more ? " ..." : "");
}

std::string elsewhere(std::string_view word) {
  const auto found = std::ranges::find(of_other_programs, word, &Pair::first);
  return found == of_other_programs.end() ? "" : fmt::format(": that is {}", found->second);
}

}  // namespace vdsobench::bench
