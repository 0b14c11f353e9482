#include "bench/output/selftest_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "bench/measure/figure_text.hpp"
#include "bench/output/text_table.hpp"

namespace vdsobench::bench {

namespace {

constexpr double accepted_share = 0.01;
constexpr double least = 0.05;             // nanoseconds
constexpr double least_of_nothing = 0.02;  // likewise
constexpr std::string_view nothing = "nothing";

std::string per_cent(const Comparison& comparison) {
  if (comparison.sequence == nothing) return "";
  return fmt::format("{:+.2f} %", (comparison.by_suite / comparison.by_hand - 1) * 100);
}

std::string difference(const Comparison& comparison) {
  const auto text = figure_text(comparison.by_suite - comparison.by_hand);
  return text.starts_with('-') ? text : "+" + text;
}

std::string judgement(const Comparison& comparison, const Display& display) {
  return agrees(comparison) ? toned("agrees", Tone::good, display)
                            : toned("differs", Tone::bad, display);
}

std::vector<ColumnOf<Comparison>> columns_of(bool with_difference, const Display& display) {
  std::vector<ColumnOf<Comparison>> columns = {
      {{"ns", Align::left}, [](const auto& it) { return std::string(it.sequence); }},
      {{"by the suite"}, [](const auto& it) { return figure_text(it.by_suite); }},
      {{"by hand"}, [](const auto& it) { return figure_text(it.by_hand); }}};
  if (with_difference) columns.push_back({{"difference"}, difference});
  columns.push_back({{with_difference ? "" : "difference"}, per_cent});
  columns.push_back({{"", Align::left}, [&](const auto& it) { return judgement(it, display); }});
  return columns;
}

}  // namespace

bool agrees(const Comparison& comparison) {
  if (comparison.sequence == nothing) return std::abs(comparison.by_suite) <= least_of_nothing;
  return std::abs(comparison.by_suite - comparison.by_hand) <=
         std::max(accepted_share * comparison.by_hand, least);
}

std::string selftest_table(const std::vector<Comparison>& comparisons, const Display& display) {
  constexpr std::array<std::string_view, 1> details = {"difference in ns"};
  const auto made = fitted(details, display.width, [&](Details left_out) {
    return table_of(comparisons, columns_of(left_out.empty(), display));
  });
  const std::string_view conclusion =
      std::ranges::all_of(comparisons, agrees)
          ? "The suite's figures are those of loops in assembly, within 1 % or 0.05 ns."
          : "The suite's figures are not those of loops in assembly. On a busy machine, try again "
            "with more --seconds.";
  return rendered(made.table, display.width) + flowed_words(conclusion, {.width = display.width}) +
         "\n";
}

}  // namespace vdsobench::bench
