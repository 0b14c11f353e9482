#pragma once

#include <nlohmann/json.hpp>
#include <span>

#include "bench/output/watch_rows.hpp"

namespace vdsobench::bench {

/// An interval as scripts read it.
nlohmann::json watch_json(const programs::Interval& interval, std::span<const WatchRow> rows,
                          programs::Way way);

}  // namespace vdsobench::bench
