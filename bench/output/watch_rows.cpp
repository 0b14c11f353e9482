#include "bench/output/watch_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

namespace vdsobench::bench {

namespace {

std::string path_of(const programs::Row& row) {
  return row.origin.place == programs::Place::vsyscall ? "vsyscall" : "insn";
}

WatchRow with_cost(const programs::Row& row, double seconds, const EntryCosts& costs) {
  auto function = programs::name_of(row.asked);
  const double rate = seconds > 0 ? static_cast<double>(row.calls) / seconds : 0;
  const double ns = entry_cost(costs, function, path_of(row));
  return {row, std::move(function), rate, rate * ns * 1e-9 * 100};
}

bool comes_before(const WatchRow& left, const WatchRow& right, WatchOrder order) {
  const auto names = [](const WatchRow& each) {
    return std::tie(each.row.name, each.row.process, each.function);
  };
  if (order == WatchOrder::cost && left.cpu != right.cpu) return left.cpu > right.cpu;
  if (order == WatchOrder::rate && left.rate != right.rate) return left.rate > right.rate;
  return names(left) < names(right);
}

// "clock_gettime 12, time 3"
std::string named_numbers(const programs::ByFunction& numbers) {
  std::vector<std::string> texts;
  for (unsigned i = 0; i < numbers.size(); ++i) {
    if (numbers[i] == 0) continue;
    const auto name = programs::name_of({i});
    texts.push_back(fmt::format("{} {}", name.substr(0, name.find(':')), numbers[i]));
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

}  // namespace

std::vector<WatchRow> watch_rows(const programs::Interval& interval, const EntryCosts& costs,
                                 WatchOrder order) {
  std::vector<WatchRow> rows;
  for (const auto& row : interval.rows)
    rows.push_back(with_cost(row, interval.time.count(), costs));
  std::ranges::stable_sort(
      rows, [&](const auto& left, const auto& right) { return comes_before(left, right, order); });
  return rows;
}

std::string process_text(const programs::Row& row) {
  return row.ended ? fmt::format("{} ({} ended)", row.name, row.processes)
                   : fmt::format("{} {}", row.process, row.name);
}

std::string short_number(double number) {
  for (const auto& [unit, size] : {std::pair("G", 1e9), std::pair("M", 1e6), std::pair("k", 1e4)}) {
    if (number < size * 0.9995) continue;
    const double scale = unit[0] == 'k' ? 1e3 : size;
    return fmt::format("{:.3g}{}", number / scale, unit);
  }
  return number < 100 ? fmt::format("{:.2g}", number) : fmt::format("{:.0f}", number);
}

std::string left_out_text(const programs::Interval& interval) {
  const auto others = named_numbers(interval.others), lost = named_numbers(interval.lost);
  std::string text;
  if (!others.empty()) text += fmt::format("others, too many to tell apart: {} calls\n", others);
  if (!lost.empty())
    text += fmt::format("not counted, as their process was preempted in between: {} calls\n", lost);
  return text;
}

}  // namespace vdsobench::bench
