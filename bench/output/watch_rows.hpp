#pragma once

#include <string>
#include <vector>

#include "bench/measure/entry_cost.hpp"
#include "programs/watcher.hpp"

namespace vdsobench::bench {

/// A row of the watch with what its entries cost.
struct WatchRow {
  programs::Row row;
  std::string function;  // such as "clock_gettime:monotonic"
  double rate;           // calls a second
  double cpu;            // per cent of one CPU
};

/// By what rows are ordered, the greatest first; names by the alphabet.
enum class WatchOrder { cost, rate, name };

std::vector<WatchRow> watch_rows(const programs::Interval& interval, const EntryCosts& costs,
                                 WatchOrder order);

/// Such as "1234 java", or "sh (523 ended)" of processes that are put together.
std::string process_text(const programs::Row& row);

/// Three digits: "5.2", "830", "1.25M".
std::string short_number(double number);

/// What the rows leave out, for people: calls for which there was no room, and calls that the
/// kernel did not count, by their functions. Empty where there were none.
std::string left_out_text(const programs::Interval& interval);

}  // namespace vdsobench::bench
