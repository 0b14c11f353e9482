#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bench/output/display.hpp"

// Tables for people. libsmartcols, which Debian packages, cuts what is too wide, and a number that
// is cut is a wrong one; here whole columns go, or move below the others.

namespace vdsobench::bench {

struct Column {
  std::string head;
  Align align = Align::right;
  bool tied = false;  // to the column before it, from which no line break parts it
};

struct TextTable {
  std::vector<Column> columns;                 // the first one names the rows
  std::vector<std::vector<std::string>> rows;  // as many cells each as there are columns
};

/// A column by what it says of each thing that has a row.
template <class Thing>
struct ColumnOf {
  Column column;
  std::function<std::string(const Thing&)> cell;
};

/// Of each thing a row.
template <class Thing, class Things>
TextTable table_of(Things&& things, const std::vector<ColumnOf<Thing>>& columns) {
  TextTable table;
  for (const auto& column : columns) table.columns.push_back(column.column);
  for (const Thing& thing : things) {
    auto& row = table.rows.emplace_back();
    for (const auto& column : columns) row.push_back(column.cell(thing));
  }
  return table;
}

/// What the whole of it takes up beside one another: every column as wide as the widest that stands
/// in it, two blanks apart.
std::size_t width_of(const TextTable& table);

/// Lines. Columns that do not fit beside the others follow below them, the rows' names repeated.
std::string rendered(const TextTable& table, std::size_t width);

/// Names of columns, or of parts of columns.
using Details = std::span<const std::string_view>;

/// A table, and the details that it had no room for.
struct Fitted {
  TextTable table;
  std::vector<std::string_view> left_out;
};

/// The table with the most details that fits. `details` go in their order; `make` makes a table
/// without some.
Fitted fitted(Details details, std::size_t width,
              const std::function<TextTable(Details left_out)>& make);

}  // namespace vdsobench::bench
