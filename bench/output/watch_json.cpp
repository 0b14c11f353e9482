#include "bench/output/watch_json.hpp"

namespace vdsobench::bench {

namespace {

nlohmann::json of_row(const WatchRow& each) {
  const auto& [row, function, rate, cpu] = each;
  const auto& [cause, avoidable] = row.explanation;
  return {{"pid", row.process},
          {"name", row.name},
          {"processes", row.processes},
          {"ended", row.ended},
          {"function", function},
          {"calls", row.calls},
          {"calls_per_second", rate},
          {"cpu_percent", cpu},
          {"from", to_string(row.origin.place)},
          {"file", row.origin.file},
          {"symbol", row.origin.symbol},
          {"offset", row.origin.offset},
          {"library", row.library},
          {"circumstances", row.circumstances},
          {"grade", to_string(cause.grade)},
          {"avoidable", avoidable},
          {"reason", cause.reason},
          {"remedy", cause.remedy}};
}

nlohmann::json as_object(const programs::ByFunction& numbers) {
  auto named = nlohmann::json::object();
  for (unsigned i = 0; i < numbers.size(); ++i) {
    const auto name = programs::name_of({i});
    if (numbers[i] != 0) named[name.substr(0, name.find(':'))] = numbers[i];
  }
  return named;
}

}  // namespace

nlohmann::json watch_json(const programs::Interval& interval, std::span<const WatchRow> rows,
                          std::string_view way) {
  auto of_rows = nlohmann::json::array();
  for (const auto& row : rows) of_rows.push_back(of_row(row));
  return {{"seconds", interval.time.count()},
          {"way", way},
          {"rows", of_rows},
          {"others", as_object(interval.others)},
          {"lost", as_object(interval.lost)}};
}

}  // namespace vdsobench::bench
