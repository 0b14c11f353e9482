#include "bench/output/quiet_notes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <vector>

#include "bench/measure/figure_text.hpp"
#include "bench/measure/judgement.hpp"
#include "bench/output/text_table.hpp"
#include "timing/quiet.hpp"

namespace vdsobench::bench {

namespace {

// Interrupts alone cost a few per cent of visits.
constexpr double share_worth_telling = 0.2;

constexpr std::size_t most_named = 3;

std::string shared_rows(const Measurement& measurement) {
  const auto shared = std::ranges::count_if(measurement.rows, never_quiet);
  if (shared == 0) return {};
  return fmt::format(
      "{} {} of {} rows: never alone on the core for long enough, so the median of all batches, "
      "which a neighbour raises: wait for quiet with --wait-quiet 10m, measure at another time, or "
      "on a host of your own",
      shared_sign, shared, measurement.rows.size());
}

std::string range_of(const Row& row, const StateRange& range, double ns) {
  return fmt::format("{} {} to {} ns", row.name(), figure_text(range.lowest * ns),
                     figure_text(range.highest * ns));
}

std::string rows_with_states(const Measurement& measurement) {
  std::vector<std::string> ranges;
  for (const auto& row : measurement.rows)
    if (const auto range = rarely_lowest(row))
      ranges.push_back(range_of(row, *range, measurement.ns_per_unit()));
  if (ranges.empty()) return {};
  const auto more = ranges.size() > most_named ? ranges.size() - most_named : 0;
  ranges.resize(ranges.size() - more);
  return fmt::format("{} costs more most of the time, by what the core has learnt of it: {}{}",
                     states_sign, fmt::join(ranges, ", "),
                     more > 0 ? fmt::format(" and {} more", more) : "");
}

// The rarer ways are in the result.
std::vector<timing::Way> other_ways(const Row& row) {
  std::vector<timing::Way> others;
  const auto* figures = row.exact_figures();
  if (figures == nullptr || figures->ways.empty()) return others;
  const auto& ways = figures->ways;
  std::copy_if(ways.begin() + 1, ways.end(), std::back_inserter(others),
               [](const timing::Way& way) { return way.share >= share_worth_naming; });
  return others;
}

std::string ways_of(const Row& row) {
  std::string text = row.name();
  for (const auto& [instructions, share] : other_ways(row))
    text += fmt::format(" {:.0f} in {:.0f} %", instructions, 100 * share);
  return text;
}

std::string rows_with_ways(const Measurement& measurement) {
  std::vector<std::string> rows;
  for (const auto& row : measurement.rows)
    if (!other_ways(row).empty()) rows.push_back(ways_of(row));
  return rows.empty() ? ""
                      : fmt::format("{} the commonest way of several: {}", states_sign,
                                    fmt::join(rows, ", "));
}

// With the digits that context.cpp writes, so that a saved result reads as its run did.
std::optional<double> as_saved(std::optional<double> value, double parts) {
  if (value) value = std::round(*value * parts) / parts;
  return value;
}

std::string time_shared(const Measurement& measurement) {
  const auto quiet = as_saved(quiet_share(measurement), 1000);
  if (!quiet || 1 - *quiet < share_worth_telling || *quiet == 0) return {};
  return fmt::format(
      "for {:.0f} % of the time something else used this core, itself or its other hardware "
      "thread: the figures are from the rest",
      std::min(99.0, 100 * (1 - *quiet)));
}

std::string never_alone(const Measurement& measurement) {
  const auto additions = as_saved(additions_a_cycle(measurement), 100);
  if (!additions || timing::is_whole_throughput(*additions)) return {};
  return fmt::format(
      "whether this core was ever alone cannot be told: it did {:.2f} additions a cycle at best, "
      "and most cores do a whole number of 3 or more when they are",
      *additions);
}

}  // namespace

char quiet_sign(const Row& row) {
  if (never_quiet(row)) return shared_sign;
  return rarely_lowest(row) || !other_ways(row).empty() ? states_sign : ' ';
}

bool any_quiet_sign(const Measurement& measurement) {
  return std::ranges::any_of(measurement.rows,
                             [](const Row& row) { return quiet_sign(row) != ' '; });
}

std::string quiet_notes(const Measurement& measurement, const Display& display) {
  std::string text;
  for (const auto& line :
       {time_shared(measurement), shared_rows(measurement), rows_with_states(measurement),
        rows_with_ways(measurement), never_alone(measurement)})
    if (!line.empty()) text += flowed_words(line, {display.width, 0, 2}) + "\n";
  return text;
}

}  // namespace vdsobench::bench
