#include "bench/output/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace vdsobench::bench {

namespace {

constexpr std::size_t gap = 2;

using Widths = std::vector<std::size_t>;

Widths widths_of(const TextTable& table) {
  Widths widths;
  for (const auto& column : table.columns) widths.push_back(display_width(column.head));
  for (const auto& row : table.rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i]));
  return widths;
}

// Up to the next column that a line break may stand before.
std::size_t end_of_tied(const std::vector<Column>& columns, std::size_t first) {
  std::size_t end = first + 1;
  while (end < columns.size() && columns[end].tied) ++end;
  return end;
}

// Numbers of the columns of each block but the first, which all blocks have.
std::vector<std::vector<std::size_t>> blocks_of(const std::vector<Column>& columns,
                                                const Widths& widths, std::size_t width) {
  std::vector<std::vector<std::size_t>> blocks(1);
  std::size_t taken = widths.front();
  for (std::size_t i = 1, end = 0; i < columns.size(); i = end) {
    end = end_of_tied(columns, i);
    std::size_t needed = 0;
    for (std::size_t j = i; j < end; ++j) needed += gap + widths[j];
    if (taken + needed > width && !blocks.back().empty()) {
      blocks.emplace_back();
      taken = widths.front();
    }
    for (std::size_t j = i; j < end; ++j) blocks.back().push_back(j);
    taken += needed;
  }
  return blocks;
}

// The heads, or a row.
class Line {
 public:
  Line(const TextTable& table, const Widths& widths) : table_(table), widths_(widths) {}

  void add(std::size_t column, std::string_view text) {
    if (!line_.empty()) line_ += std::string(gap, ' ');
    line_ += padded(text, widths_[column], table_.columns[column].align);
  }
  std::string text() const { return line_.substr(0, line_.find_last_not_of(' ') + 1) + "\n"; }

 private:
  const TextTable& table_;
  const Widths& widths_;
  std::string line_;
};

std::string block_text(const TextTable& table, const Widths& widths,
                       const std::vector<std::size_t>& block) {
  const auto line = [&](const auto& cell) {
    Line made(table, widths);
    made.add(0, cell(0));
    for (const std::size_t column : block) made.add(column, cell(column));
    return made.text();
  };
  auto text = line([&](std::size_t i) -> const std::string& { return table.columns[i].head; });
  for (const auto& row : table.rows)
    text += line([&](std::size_t i) -> const std::string& { return row[i]; });
  return text;
}

}  // namespace

std::size_t width_of(const TextTable& table) {
  const auto widths = widths_of(table);
  return std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
}

std::string rendered(const TextTable& table, std::size_t width) {
  const auto widths = widths_of(table);
  std::string text;
  for (const auto& block : blocks_of(table.columns, widths, width))
    text += (text.empty() ? "" : "\n") + block_text(table, widths, block);
  return text;
}

Fitted fitted(Details details, std::size_t width,
              const std::function<TextTable(Details left_out)>& make) {
  Fitted result = {make({}), {}};
  for (std::size_t i = 0; i < details.size() && width_of(result.table) > width; ++i) {
    auto smaller = make(details.first(i + 1));
    if (width_of(smaller) < width_of(result.table)) result.left_out.push_back(details[i]);
    result.table = std::move(smaller);
  }
  return result;
}

}  // namespace vdsobench::bench
