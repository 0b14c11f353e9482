#include "bench/mode_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "bench/figure_text.hpp"
#include "bench/summary.hpp"

namespace vdsobench::bench {

namespace {

constexpr int threads_width = 20;
constexpr int latency_width = 11;
constexpr std::string_view latency_head = "ns, one by one";
constexpr std::string_view threads_head = "ns a call, by threads";

std::string call_name(const Row& row) { return row.finding.evidence.call->name(); }

std::size_t name_width(const Measurement& measurement, std::string_view head) {
  std::size_t width = head.size();
  for (const auto& row : measurement.rows) width = std::max(width, call_name(row).size());
  return width;
}

std::string threads_cell(const Row& row, const std::optional<Summary>& alone, double ns_per_unit) {
  const auto summary = summarize(row);
  if (!summary) return fmt::format("{:>{}}", "-", threads_width);
  const auto ratio = alone ? fmt::format("{:.2f}x", summary->value / alone->value) : "";
  return fmt::format("{:>{}}",
                     fmt::format("{} {:>6}", figure_text(*summary, ns_per_unit, false), ratio),
                     threads_width);
}

// Quantiles over processes: the median of theirs, as of any figure; of maxima the largest.
template <class Quantile>
std::string latency_cell(const Row& row, Quantile quantile, double ns_per_unit) {
  std::vector<double> values;
  for (const auto& latency : row.latencies)
    if (latency) values.push_back(latency.value().*quantile);
  if (values.empty()) return fmt::format("{:>{}}", "-", latency_width);
  const double value =
      quantile == &timing::Latency::max ? std::ranges::max(values) : median(std::move(values));
  return fmt::format("{:>{}.1f}", value * ns_per_unit, latency_width);
}

std::string latency_line(const Row& row, std::size_t width, double ns_per_unit) {
  auto text = fmt::format("{:<{}}", call_name(row), width);
  const auto summary = summarize(row);
  if (!summary) return fmt::format("{}  - {}\n", text, why_missing(row));
  text += fmt::format("{:>{}.2f}", summary->value * ns_per_unit, latency_width + 4);
  for (const auto quantile : {&timing::Latency::p50, &timing::Latency::p99, &timing::Latency::p999,
                              &timing::Latency::p9999, &timing::Latency::max})
    text += latency_cell(row, quantile, ns_per_unit);
  return text + "\n";
}

}  // namespace

std::string threads_table(const Measurement& measurement) {
  const auto width = name_width(measurement, threads_head);
  std::set<int> numbers;
  for (const auto& row : measurement.rows) numbers.insert(row.threads);
  auto text = fmt::format("{:<{}}", threads_head, width);
  for (const int number : numbers) text += fmt::format("{:>{}}", number, threads_width);
  std::optional<Summary> alone;
  for (const auto& row : measurement.rows) {  // of a call one after the other, fewest threads first
    const bool first = row.threads == *numbers.begin();
    if (first) text += fmt::format("\n{:<{}}", call_name(row), width);
    if (first) alone = summarize(row);
    if (first && !alone) text += fmt::format("  - {}", why_missing(row));
    if (alone) text += threads_cell(row, alone, measurement.ns_per_unit());
  }
  return text +
         fmt::format(
             "\n\nEvery thread on a CPU of its own; x: times the figure of {}.\n"
             "Only calls on threads were measured, as --threads asks.\n",
             *numbers.begin() == 1 ? "1 thread" : fmt::format("{} threads", *numbers.begin()));
}

std::string latency_table(const Measurement& measurement) {
  const auto width = name_width(measurement, latency_head);
  auto text = fmt::format("{:<{}}{:>{}}", latency_head, width, "back to back", latency_width + 4);
  for (const auto* quantile : {"p50", "p99", "p99.9", "p99.99", "max"})
    text += fmt::format("{:>{}}", quantile, latency_width);
  text += "\n";
  for (const auto& row : measurement.rows)
    text += latency_line(row, width, measurement.ns_per_unit());
  return text + R"(
Back to back, a call overlaps with the next in the pipeline (throughput). One by one it does not, and
the serialising reads around it add a wait of their own (latency), which is known to a ns or two.
)";
}

}  // namespace vdsobench::bench
