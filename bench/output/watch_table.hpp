#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "bench/output/display.hpp"
#include "bench/output/watch_rows.hpp"

namespace vdsobench::bench {

/// What all rows come to, in a line.
std::string watch_summary(std::span<const WatchRow> rows);

/// What the way of counting means for the machine meanwhile; empty where it costs nobody else.
std::string way_note(programs::Way way);

/// What a table of entries has: what they cost, by the second, or how many there were in all.
enum class WatchNumbers { rates, totals };

/// The first `most` rows as a table, and below it why, and what to do, the same reason once.
std::string watch_table(std::span<const WatchRow> rows, const Display& display, std::size_t most,
                        WatchNumbers numbers = WatchNumbers::rates);

/// A row in a line: seconds since the start, process, function, calls a second, cost, where from,
/// why, and what to do.
std::string watch_line(const WatchRow& row, double seconds);

}  // namespace vdsobench::bench
