#include "bench/output/text_table.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <random>
#include <sstream>

#include "bench/measure/figure_text.hpp"
#include "bench/table_samples.hpp"

namespace vdsobench::bench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TextTable sample() {
  return {.columns = {{"name", Align::left}, {"cost"}, {"where", Align::left}, {"ratio"}},
          .rows = {{"a", "1.81", "user", "44x"}, {"longer", "12345", "KERNEL", ""}}};
}

TEST(Rendered, HasColumnsAsWideAsWhatStandsInThem) {
  EXPECT_EQ(rendered(sample(), 80), R"(name     cost  where   ratio
a        1.81  user      44x
longer  12345  KERNEL
)");
  EXPECT_EQ(width_of(sample()), 28U);
}

TEST(Rendered, PutsBelowWhatHasNoRoomBeside) {
  EXPECT_EQ(rendered(sample(), 27), R"(name     cost  where
a        1.81  user
longer  12345  KERNEL

name    ratio
a         44x
longer
)");
}

TEST(Rendered, KeepsTiedColumnsTogether) {
  auto table = sample();
  table.columns.back().tied = true;
  EXPECT_EQ(rendered(table, 27), R"(name     cost
a        1.81
longer  12345

name    where   ratio
a       user      44x
longer  KERNEL
)");
}

TEST(Rendered, OfOneColumnIsThat) {
  EXPECT_EQ(rendered({.columns = {{"name", Align::left}}, .rows = {{"a"}}}, 2), "name\na\n");
}

TEST(Rendered, IsTheSameWithColour) {
  auto coloured = sample();
  const Display display = {80, true};
  for (auto& row : coloured.rows)
    for (auto& cell : row) cell = toned(cell, Tone::bad, display);
  const auto text = rendered(coloured, 80);
  EXPECT_THAT(text, HasSubstr("\033["));
  EXPECT_EQ(plain_lines(text), plain_lines(rendered(sample(), 80)));
}

TEST(Fitted, LeavesOutDetailsInTheirOrderAndTellsWhich) {
  constexpr std::array<std::string_view, 3> details = {"where", "nothing of it", "ratio"};
  const auto make = [](Details left_out) {
    auto table = sample();
    for (const auto detail : left_out)
      for (std::size_t i = table.columns.size(); i-- > 0;)
        if (table.columns[i].head == detail) {
          table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(i));
          for (auto& row : table.rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(i));
        }
    return table;
  };
  EXPECT_THAT(fitted(details, 28, make).left_out, ElementsAre());
  EXPECT_THAT(fitted(details, 27, make).left_out, ElementsAre("where"));
  EXPECT_THAT(fitted(details, 19, make).left_out, ElementsAre("where", "ratio"));
  EXPECT_EQ(fitted(details, 19, make).table.columns.size(), 2U);
}

// What stands in the lines of the row "a", in order.
std::vector<std::string> cells_of_row(const std::string& text) {
  std::vector<std::string> cells;
  for (const auto& line : plain_lines(text)) {
    if (!line.starts_with("a ")) continue;
    std::istringstream words(line.substr(1));
    for (std::string word; words >> word;) cells.push_back(word);
  }
  return cells;
}

TEST(Rendered, CutsNoNumberAndIsNoWiderThanTold) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> exponent(-2, 8);
  std::uniform_int_distribution<std::size_t> widths(60, 200), counts(1, 20);
  for (int i = 0; i < 500; ++i) {
    TextTable table = {.columns = {{"name", Align::left}}, .rows = {{"a"}}};
    std::vector<std::string> figures;
    const auto count = counts(random), width = widths(random);
    for (std::size_t c = 0; c < count; ++c) {
      figures.push_back(figure_text(std::pow(10, exponent(random))));
      table.columns.push_back({"h"});
      table.rows.front().push_back(figures.back());
    }
    const auto text = rendered(table, width);
    EXPECT_LE(widest_line(text), width);
    EXPECT_EQ(cells_of_row(text), figures) << text;
  }
}

}  // namespace
}  // namespace vdsobench::bench
