#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "bench/output/watch_rows.hpp"

namespace vdsobench::bench {

/// An interval as scripts read it. `way`: how it was counted.
nlohmann::json watch_json(const programs::Interval& interval, std::span<const WatchRow> rows,
                          std::string_view way);

}  // namespace vdsobench::bench
