#include "bench/output/mode_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <optional>
#include <vector>

#include "bench/measure/figure_text.hpp"
#include "bench/measure/summary.hpp"
#include "bench/output/footnotes.hpp"
#include "bench/output/table_cell.hpp"
#include "bench/output/table_notes.hpp"
#include "bench/output/text_table.hpp"
#include "bench/output/time_unit.hpp"

namespace vdsobench::bench {

namespace {

std::string call_name(const Row& row) { return row.call().name(); }

std::vector<Absent> absent(const Measurement& measurement) {
  std::vector<Absent> all;
  for (const auto& row : measurement.rows)
    if (row.is_absent() && row.threads == measurement.rows.front().threads)
      all.push_back({call_name(row), &row});
  return all;
}

std::string below(const Fitted& made, const Measurement& measurement, Footnotes& footnotes,
                  std::string_view explanation, const Display& display) {
  const auto missing = absences(absent(measurement), footnotes, display);
  return "\n" + flowed_words(explanation, {.width = display.width}) + "\n" +
         omissions(made.left_out, display) + missing + footnotes.lines(display);
}

/// A call with so many threads at once, each number in turn, the fewest first.
using ByThreads = std::vector<const Row*>;

std::vector<ByThreads> by_call(const Measurement& measurement) {
  std::vector<ByThreads> calls;
  for (const auto& row : measurement.rows) {
    if (row.is_absent()) continue;
    if (row.threads == measurement.rows.front().threads) calls.emplace_back();
    calls.back().push_back(&row);
  }
  return calls;
}

std::vector<ColumnOf<ByThreads>> columns_of(const ByThreads& any, const CellStyle& style,
                                            Footnotes& footnotes) {
  std::vector<ColumnOf<ByThreads>> columns = {
      {{"ns a call, by threads", Align::left},
       [](const ByThreads& call) { return call_name(*call.front()); }}};
  for (std::size_t i = 0; i < any.size(); ++i) {
    columns.push_back({{fmt::format("{}", any[i]->threads)}, [=, &footnotes](const auto& call) {
                         return cost_cell(*call[i], style, footnotes);
                       }});
    if (i > 0)
      columns.push_back({{fmt::format("vs {}", any.front()->threads), Align::right, true},
                         [=](const auto& call) { return ratio_cell(call[i], call.front()); }});
  }
  return columns;
}

// Nanoseconds. Of maxima the largest, of quantiles the median over processes, as of any figure;
// empty where no process has it.
std::optional<double> latency_ns(const Row& row, double timing::Latency::*quantile,
                                 const Measurement& measurement) {
  std::vector<double> values;
  for (const auto& latency : row.latencies)
    if (latency) values.push_back(latency.value().*quantile);
  if (values.empty()) return std::nullopt;
  const double value =
      quantile == &timing::Latency::max ? std::ranges::max(values) : median(std::move(values));
  return value * measurement.ns_per_unit();
}

double step_ns(const Measurement& measurement) {
  return measurement.step * measurement.ns_per_unit();
}

// A single call is no finer than the counter that times it.
std::string steps_text(const Measurement& measurement) {
  if (measurement.step <= 0) return {};
  return fmt::format(
      ". The counter goes in steps of {} ns, so single calls are known to twice that; < is below "
      "its resolution",
      figure_text(step_ns(measurement)));
}

struct Quantile {
  std::string_view head;
  double timing::Latency::*of;
};
constexpr std::array<Quantile, 5> quantiles = {{{"p50", &timing::Latency::p50},
                                                {"p99", &timing::Latency::p99},
                                                {"p99.9", &timing::Latency::p999},
                                                {"p99.99", &timing::Latency::p9999},
                                                {"max", &timing::Latency::max}}};

// All figures of a column are in one unit, which its head names where it is not the table's.
ColumnOf<Row> quantile_column(const Quantile& quantile, const Measurement& measurement) {
  std::vector<double> all;
  for (const auto& row : measurement.rows)
    if (const auto ns = latency_ns(row, quantile.of, measurement))
      all.push_back(std::max(*ns, step_ns(measurement)));
  const auto unit = unit_for(all);
  auto head = std::string(quantile.head);
  if (unit.ns != 1) head += fmt::format(", {}", unit.name);
  return {{std::move(head)}, [=, of = quantile.of, &measurement](const Row& row) {
            const auto ns = latency_ns(row, of, measurement);
            return ns ? figure_text(*ns / unit.ns, step_ns(measurement) / unit.ns) : "-";
          }};
}

std::vector<std::reference_wrapper<const Row>> present(const Measurement& measurement) {
  std::vector<std::reference_wrapper<const Row>> rows;
  std::ranges::remove_copy_if(measurement.rows, std::back_inserter(rows), &Row::is_absent);
  return rows;
}

}  // namespace

std::string threads_table(const Measurement& measurement, const Display& display) {
  const auto calls = by_call(measurement);
  Footnotes footnotes;
  constexpr std::array<std::string_view, 1> details = {"intervals"};
  const auto made = fitted(details, display.width, [&](Details left_out) {
    const bool with_intervals = has_intervals(measurement) && left_out.empty();
    const CellStyle style = {measurement, display, with_intervals, false};
    return table_of(calls,
                    columns_of(calls.empty() ? ByThreads{} : calls.front(), style, footnotes));
  });
  return rendered(made.table, display.width) +
         below(made, measurement, footnotes,
               "Every thread on a CPU of its own; ~ no difference to be seen. Only calls on "
               "threads were measured, as --threads "
               "asks.",
               display);
}

std::string latency_table(const Measurement& measurement, const Display& display) {
  Footnotes footnotes;
  constexpr std::string_view back_to_back = "back to back";
  constexpr std::array<std::string_view, 3> details = {"p99.9", back_to_back, "p99.99"};
  const auto made = fitted(details, display.width, [&](Details left_out) {
    const CellStyle style = {measurement, display, false, false};
    const auto shows = [&](std::string_view detail) {
      return std::ranges::find(left_out, detail) == left_out.end();
    };
    std::vector<ColumnOf<Row>> columns = {{{"ns, one by one", Align::left}, call_name}};
    if (shows(back_to_back))
      columns.push_back({{std::string(back_to_back)},
                         [&, style](const Row& row) { return cost_cell(row, style, footnotes); }});
    for (const auto& quantile : quantiles)
      if (shows(quantile.head)) columns.push_back(quantile_column(quantile, measurement));
    return table_of(present(measurement), columns);
  });
  return rendered(made.table, display.width) +
         below(
             made, measurement, footnotes,
             std::string(
                 "Back to back, a call overlaps with the next in the pipeline (throughput). One by "
                 "one it does not, and the serialising reads around it add a wait of their own "
                 "(latency)") +
                 steps_text(measurement) + ".",
             display);
}

}  // namespace vdsobench::bench
