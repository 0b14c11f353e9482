#include "bench/output/table.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "bench/measure/figure_text.hpp"
#include "bench/output/footnotes.hpp"
#include "bench/output/matrix.hpp"
#include "bench/output/quiet_notes.hpp"
#include "bench/output/table_cell.hpp"
#include "bench/output/table_notes.hpp"
#include "bench/output/table_summary.hpp"
#include "bench/output/text_table.hpp"
#include "bench/output/verdict_text.hpp"
#include "calls/paths/insn.hpp"
#include "calls/paths/libc.hpp"
#include "calls/paths/syscall.hpp"
#include "calls/paths/vdso.hpp"
#include "calls/paths/vsyscall.hpp"

namespace vdsobench::bench {

namespace {

using calls::Function;
using calls::Path;
using FunctionColumn = ColumnOf<Function>;

constexpr auto libc = calls::paths::Libc::name;

// What a narrow table goes without, in this order: columns, and parts of columns.
constexpr std::string_view intervals = "intervals";
constexpr std::string_view ratio = "vs syscall";
constexpr std::string_view by_part = "loop+libc+vDSO+kernel";
constexpr std::array<std::string_view, 6> details = {
    by_part, calls::paths::Insn::name,     intervals,
    ratio,   calls::paths::Vsyscall::name, calls::paths::Vdso::name};

std::vector<std::string> reasons_of(const std::vector<VerdictGroup>& groups) {
  std::vector<std::string> reasons;
  for (const auto& group : groups)
    if (group.number > 0) reasons.push_back(group.first->reason);
  return reasons;
}

class Table {
 public:
  Table(const Measurement& measurement, std::span<const verdict::Verdict> verdicts,
        const Display& display)
      : measurement_(measurement),
        display_(display),
        matrix_(measurement),
        groups_(grouped(verdicts)) {}

  std::string text() {
    const auto made = fitted(details, display_.width,
                             [this](Details left_out) { return table_without(left_out); });
    const auto missing = absences(absent(), footnotes_, display_);  // they add to the footnotes
    return (matrix_.functions.empty() ? "" : rendered(made.table, display_.width) + "\n") +
           legend(outcomes_marked(), shows_any_alike(), display_) +
           provenance(measurement_, shows_intervals(), display_) +
           quiet_notes(measurement_, display_) + omissions(left_out(made), display_) + missing +
           disagreements(measurement_, display_) + footnotes_.lines(display_);
  }

 private:
  TextTable table_without(Details left_out) {
    left_out_ = {left_out.begin(), left_out.end()};
    footnotes_ = Footnotes(reasons_of(groups_));
    std::vector<std::reference_wrapper<const Function>> functions;
    for (const auto* function : matrix_.functions)
      if (shows(*function)) functions.emplace_back(*function);
    return table_of(functions, columns_shown());
  }

  std::vector<FunctionColumn> columns_shown() {
    std::vector<FunctionColumn> columns = {
        {{measurement_.exact ? "instructions" : "ns a call", Align::left},
         [](const Function& function) { return std::string(function.name); }}};
    for (const auto* path : paths_shown()) add_columns(columns, *path);
    return columns;
  }

  void add_columns(std::vector<FunctionColumn>& columns, const Path& path) {
    columns.push_back({{std::string(path.name)}, [&](const Function& f) { return cost(f, path); }});
    if (path.name == libc)
      columns.push_back(
          {{"answers in", Align::left}, [this](const Function& f) { return answers(f); }});
    if (&path == matrix_.paths.front() && shows(by_part) && has_parts())
      columns.push_back(
          {{std::string(by_part)}, [&](const Function& f) { return parts(f, path); }});
    if (&path == path_with_ratio() && shows(ratio))
      columns.push_back(
          {{std::string(ratio)}, [&](const Function& f) { return ratio_of(f, path); }});
  }

  bool shows(std::string_view detail) const { return !left_out_.contains(detail); }

  bool shows(const Function& function) const {
    return std::ranges::any_of(paths_shown(), [&](const Path* path) {
      return matrix_.find(function, path->name) != nullptr;
    });
  }

  std::vector<const Path*> paths_shown() const {
    std::vector<const Path*> shown;
    for (const auto* path : matrix_.paths)
      if (shows(path->name)) shown.push_back(path);
    return shown;
  }

  // The first that can do better than a system call. Instructions are no cost: a trap is one.
  const Path* path_with_ratio() const {
    const auto& paths = matrix_.paths;
    const bool possible = !measurement_.exact && std::ranges::any_of(paths, is_system_call);
    const auto found = std::ranges::find(paths, false, &Path::traps);
    return possible && found != paths.end() ? *found : nullptr;
  }

  static bool is_system_call(const Path* path) { return path->name == calls::paths::Syscall::name; }

  std::string cost(const Function& function, const Path& path) {
    const auto* row = matrix_.find(function, path.name);
    if (row == nullptr) return {};
    const bool marked = path.name != libc;  // whose outcome stands beside it
    return cost_cell(
        *row, {measurement_, display_, shows_intervals(), marked, any_quiet_sign(measurement_)},
        footnotes_);
  }

  std::string answers(const Function& function) const {
    for (const auto& group : groups_)
      if (std::ranges::find(group.functions, function.name) != group.functions.end())
        return answers_cell(group, display_);
    return {};
  }

  std::string parts(const Function& function, const Path& path) const {
    const auto* row = matrix_.find(function, path.name);
    return row == nullptr ? "" : parts_cell(*row);
  }

  bool has_parts() const {
    return std::ranges::any_of(measurement_.rows,
                               [](const Row& row) { return !parts_cell(row).empty(); });
  }

  std::string ratio_of(const Function& function, const Path& path) const {
    return ratio_cell(matrix_.find(function, path.name),
                      matrix_.find(function, calls::paths::Syscall::name));
  }

  bool shows_any_alike() const {
    const auto* path = path_with_ratio();
    return path != nullptr && shows(ratio) &&
           std::ranges::any_of(matrix_.functions, [&](const Function* function) {
             return ratio_of(*function, *path) == alike;
           });
  }

  bool shows_intervals() const { return has_intervals(measurement_) && shows(intervals); }

  // The C library's have no marks, as words stand beside them.
  std::set<verdict::Outcome> outcomes_marked() const {
    std::set<verdict::Outcome> seen;
    for (const auto* path : paths_shown())
      for (const auto* function : matrix_.functions)
        if (const auto* row = matrix_.find(*function, path->name); row && path->name != libc)
          seen.insert(row->finding.outcome);
    return seen;
  }

  // Functions too, of which only such paths are there.
  std::vector<std::string_view> left_out(const Fitted& made) const {
    auto names = made.left_out;
    for (const auto* function : matrix_.functions)
      if (!shows(*function)) names.push_back(function->name);
    return names;
  }

  std::vector<Absent> absent() const {
    std::vector<Absent> all;
    for (const auto* row : matrix_.absent_functions)
      all.push_back({std::string(row->call().function->name), row});
    if (matrix_.functions.empty()) return all;
    for (const auto* row : matrix_.absent_paths)
      all.push_back({"*/" + std::string(row->call().path->name), row});
    return all;
  }

  const Measurement& measurement_;
  const Display& display_;
  Matrix matrix_;
  std::vector<VerdictGroup> groups_;
  std::set<std::string_view> left_out_;
  Footnotes footnotes_;
};

}  // namespace

std::string table(const Measurement& measurement, std::span<const verdict::Verdict> verdicts,
                  const Display& display) {
  const auto answer = summary_line(measurement, verdicts, display);
  return (answer.empty() ? "" : answer + "\n\n") + Table(measurement, verdicts, display).text();
}

}  // namespace vdsobench::bench
