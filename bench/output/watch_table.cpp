#include "bench/output/watch_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "bench/output/footnotes.hpp"
#include "bench/output/text_table.hpp"
#include "bench/output/verdict_text.hpp"

namespace vdsobench::bench {

namespace {

constexpr std::string_view from = "from";
constexpr std::array watch_details = {from};

// Reasons with their remedies, each once.
class Reasons {
 public:
  std::string refer_to(const verdict::Cause& cause) {
    const auto found = std::ranges::find_if(causes_, [&](const auto* each) {
      return each->reason == cause.reason && each->remedy == cause.remedy;
    });
    const auto index = found - causes_.begin();
    if (found == causes_.end()) causes_.push_back(&cause);
    return fmt::format("[{}]", index + 1);
  }

  std::string lines(const Display& display) const {
    std::string text;
    for (std::size_t i = 0; i < causes_.size(); ++i) {
      const auto& cause = *causes_[i];
      auto lines = why_and_remedy(cause.reason, cause.remedy, display);
      text += lines.replace(0, 4, fmt::format("[{}] ", i + 1));  // where its indent was
    }
    return text;
  }

 private:
  std::vector<const verdict::Cause*> causes_;
};

std::string cost_text(double number) {
  return number < 0.05 ? "<0.1 %" : fmt::format("{:.1f} %", number);
}

using Columns = std::vector<ColumnOf<WatchRow>>;

// All have ended.
std::string program_text(const programs::Row& row) {
  return row.processes == 1 ? row.name : fmt::format("{} ({} processes)", row.name, row.processes);
}

void add_numbers(Columns& columns, WatchNumbers numbers) {
  if (numbers == WatchNumbers::totals) {
    columns.push_back(
        {{"entries"}, [](const auto& each) { return fmt::to_string(each.row.calls); }});
    return;
  }
  columns.push_back({{"cost"}, [](const auto& each) { return cost_text(each.cpu); }});
  columns.push_back({{"calls/s"}, [](const auto& each) { return short_number(each.rate); }});
}

TextTable table_without(Details left_out, std::span<const WatchRow> rows, WatchNumbers numbers,
                        Reasons& reasons) {
  Columns columns = {{{"process", Align::left}, [numbers](const auto& each) {
                        return numbers == WatchNumbers::totals ? program_text(each.row)
                                                               : process_text(each.row);
                      }}};
  add_numbers(columns, numbers);
  columns.push_back({{"function", Align::left}, [](const auto& each) { return each.function; }});
  if (std::ranges::find(left_out, from) == left_out.end())
    columns.push_back(
        {{"from", Align::left}, [](const auto& each) { return brief(each.row.origin); }});
  columns.push_back(
      {{"why"}, [&](const auto& each) { return reasons.refer_to(each.row.explanation.cause); }});
  return table_of(rows, columns);
}

}  // namespace

std::string watch_summary(std::span<const WatchRow> rows) {
  double rate = 0, cpu = 0, avoidable = 0;
  for (const auto& row : rows) {
    rate += row.rate;
    cpu += row.cpu;
    if (row.row.explanation.avoidable) avoidable += row.cpu;
  }
  return fmt::format("{} calls/s entered the kernel: {} of one CPU, {} of it avoidable",
                     short_number(rate), cost_text(cpu), cost_text(avoidable));
}

std::string way_note(programs::Way way) {
  if (way == programs::Way::fentry) return {};
  if (way == programs::Way::kprobe)
    return "counted by kprobes: each call that is counted takes longer than with BPF trampolines, "
           "which this kernel lacks or refuses";
  return "counted by tracepoints, as this kernel lacks or refuses what is better: meanwhile every "
         "system call of this machine takes some 30 to 100 ns longer, and calls of 32-bit programs "
         "are not seen";
}

std::string watch_table(std::span<const WatchRow> rows, const Display& display, std::size_t most,
                        WatchNumbers numbers) {
  if (rows.empty()) return "nothing entered the kernel for what a vDSO tells\n";
  const auto shown = rows.first(std::min(most, rows.size()));
  Reasons reasons;
  const auto table = fitted(watch_details, display.width, [&](Details left_out) {
    return table_without(left_out, shown, numbers, reasons);
  });
  auto text = rendered(table.table, display.width);
  if (shown.size() < rows.size())
    text += fmt::format("and {} rows that cost less\n", rows.size() - shown.size());
  return text + "\n" + reasons.lines(display);
}

std::string watch_line(const WatchRow& row, double seconds) {
  const auto& cause = row.row.explanation.cause;
  auto remedy = cause.remedy;
  std::ranges::replace(remedy, '\n', ';');
  return fmt::format("{:.1f} s  {}  {}  {} calls/s  {}  from {}  {}: {}{}{}\n", seconds,
                     process_text(row.row), row.function, short_number(row.rate),
                     cost_text(row.cpu), brief(row.row.origin),
                     row.row.explanation.avoidable ? "avoidable" : "unavoidable", cause.reason,
                     remedy.empty() ? "" : "  do: ", remedy);
}

}  // namespace vdsobench::bench
