#include "bench/selftest_table.hpp"

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vdsobench::bench {

namespace {

constexpr double share = 0.01;
constexpr double least = 0.05;             // nanoseconds
constexpr double least_of_nothing = 0.02;  // likewise
constexpr std::string_view nothing = "nothing";

std::string per_cent(const Comparison& comparison) {
  if (comparison.sequence == nothing) return "";
  return fmt::format("{:+.2f} %", (comparison.by_suite / comparison.by_hand - 1) * 100);
}

std::string judgement(bool good, bool colour) {
  const auto style = fmt::fg(good ? fmt::terminal_color::green : fmt::terminal_color::red);
  const std::string_view word = good ? "agrees" : "differs";
  return colour ? fmt::format(style, "{}", word) : std::string(word);
}

std::string line(const Comparison& comparison, bool colour) {
  return fmt::format("{:20}{:12.3f}{:12.3f}{:+12.3f}{:>11}  {}\n", comparison.sequence,
                     comparison.by_suite, comparison.by_hand,
                     comparison.by_suite - comparison.by_hand, per_cent(comparison),
                     judgement(agrees(comparison), colour));
}

}  // namespace

bool agrees(const Comparison& comparison) {
  if (comparison.sequence == nothing) return std::abs(comparison.by_suite) <= least_of_nothing;
  return std::abs(comparison.by_suite - comparison.by_hand) <=
         std::max(share * comparison.by_hand, least);
}

std::string selftest_table(const std::vector<Comparison>& comparisons, bool colour) {
  auto text =
      fmt::format("{:20}{:>12}{:>12}{:>12}\n", "ns", "by the suite", "by hand", "difference");
  for (const auto& comparison : comparisons) text += line(comparison, colour);
  text += std::ranges::all_of(comparisons, agrees)
              ? "The suite's figures are those of loops in assembly, within 1 % or 0.05 ns.\n"
              : "The suite's figures are not those of loops in assembly. On a busy machine, try "
                "again with more --seconds.\n";
  return text;
}

}  // namespace vdsobench::bench
