#include "bench/output/table_notes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "bench/measure/figure_text.hpp"
#include "bench/measure/summary.hpp"
#include "calls/paths/libc.hpp"

namespace vdsobench::bench {

namespace {

std::string lines(const std::vector<std::string>& pieces, std::string_view between,
                  const Display& display) {
  return pieces.empty() ? "" : flowed(pieces, between, {display.width, 0, 2}) + "\n";
}

std::string sentence(const std::string& text, const Display& display) {
  return flowed_words(text, {display.width, 0, 2}) + "\n";
}

// Those that measured: one that died or was stopped has no part in a median.
std::size_t processes_of(const Measurement& measurement) {
  std::ptrdiff_t most = 0;
  for (const auto& row : measurement.rows)
    most = std::max(
        most, std::ranges::count_if(row.figures, [](const auto& each) { return bool(each); }));
  return static_cast<std::size_t>(most);
}

double share(const Summary& summary) { return summary.half_width / std::abs(summary.value); }

std::string widest_interval(const Measurement& measurement) {
  Summary widest = {.value = 1, .half_width = 0, .processes = 0, .least_half_width = 0};
  for (const auto& row : measurement.rows)
    if (const auto summary = summarize(row); summary && share(*summary) > share(widest))
      widest = *summary;
  return interval_text(widest.half_width, widest.value);
}

}  // namespace

std::string legend(const std::set<verdict::Outcome>& seen, bool any_alike, const Display& display) {
  std::vector<std::string> pieces;
  for (const auto outcome : seen)
    pieces.push_back(fmt::format("{} {}", verdict::mark(outcome), verdict::meaning(outcome)));
  if (any_alike) pieces.push_back(fmt::format("{} no difference to be seen", alike));
  return lines(pieces, "   ", display);
}

bool has_intervals(const Measurement& measurement) {
  return !measurement.exact && processes_of(measurement) > 1;
}

std::string provenance(const Measurement& measurement, bool intervals_shown,
                       const Display& display) {
  if (measurement.exact || measurement.core_hz <= 0) return {};
  const auto processes = processes_of(measurement);
  auto text = fmt::format("median of {} process{}", processes, processes == 1 ? "" : "es");
  if (intervals_shown) text += " ± 95 % interval";
  if (!intervals_shown && has_intervals(measurement))
    text += fmt::format(" (95 % intervals within {})", widest_interval(measurement));
  return sentence(fmt::format("{}, at the core's {:.2f} GHz", text, measurement.core_hz / 1e9),
                  display);
}

std::string omissions(const std::vector<std::string_view>& left_out, const Display& display) {
  if (left_out.empty()) return {};
  return sentence(
      fmt::format("no room in {} columns for {}", display.width, fmt::join(left_out, ", ")),
      display);
}

std::string absences(const std::vector<Absent>& all, Footnotes& footnotes, const Display& display) {
  std::vector<std::string> pieces;
  for (const auto& [name, row] : all)
    pieces.push_back(fmt::format("{} {}", name, footnotes.refer_to(row->finding.reason)));
  if (!pieces.empty()) pieces.front().insert(0, "not here: ");
  return lines(pieces, ", ", display);
}

std::string disagreements(const Measurement& measurement, const Display& display) {
  std::string text;
  for (const auto& row : measurement.rows)
    if (row.finding.outcome == verdict::Outcome::disagrees &&
        row.call().path->name != calls::paths::Libc::name)
      text += sentence(fmt::format("{} {}: {}", verdict::mark(row.finding.outcome),
                                   row.call().name(), row.finding.reason),
                       display);
  return text;
}

}  // namespace vdsobench::bench
