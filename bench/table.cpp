#include "bench/table.hpp"

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "bench/figure_text.hpp"
#include "bench/summary.hpp"
#include "calls/paths/syscall.hpp"

namespace vdsobench::bench {

namespace {

using verdict::Outcome;

constexpr int cell_width = 21;

struct Footnotes {
  std::vector<std::string> texts;

  std::size_t number(const std::string& text) {
    const auto found = std::ranges::find(texts, text);
    const auto index = static_cast<std::size_t>(found - texts.begin());
    if (found == texts.end()) texts.push_back(text);
    return index + 1;
  }
};

fmt::text_style style(Outcome outcome) {
  switch (outcome) {
    case Outcome::userspace:
      return fmt::fg(fmt::terminal_color::green);
    case Outcome::fallback:
    case Outcome::disagrees:
    case Outcome::blocked:
      return fmt::emphasis::bold | fmt::fg(fmt::terminal_color::red);
    case Outcome::emulated:
      return fmt::fg(fmt::terminal_color::yellow);
    case Outcome::unavailable:
    case Outcome::unconfirmed:
      return fmt::emphasis::faint;
    default:
      return {};
  }
}

std::string ratio(const Summary& summary, const std::optional<Summary>& system_call) {
  return system_call ? fmt::format("{:.2f}x", summary.value / system_call->value) : "";
}

class Matrix {
 public:
  Matrix(const Measurement& measurement, bool colour) : measurement_(measurement), colour_(colour) {
    for (const auto& row : measurement.rows) {
      const auto& call = *row.finding.evidence.call;
      if (functions_.empty() || functions_.back() != call.function)
        functions_.push_back(call.function);
      used_.insert(call.path);
      name_width_ = std::max(name_width_, call.function->name.size());
    }
  }

  std::string text() {
    std::string text = header();
    for (const auto* function : functions_) text += line(*function);
    return text + legend() + notes();
  }

 private:
  std::string header() const {
    auto text =
        fmt::format("{:<{}}", measurement_.exact ? "instructions" : "ns a call", name_width_);
    for (const auto* path : calls::all_paths())
      if (used_.contains(path)) text += fmt::format("{:>{}}", path->name, cell_width);
    return text + "\n";
  }

  std::string line(const calls::Function& function) {
    auto text = fmt::format("{:<{}}", function.name, name_width_);
    const auto system_call = system_call_of(function);
    for (const auto* path : calls::all_paths())
      if (used_.contains(path)) text += cell(find(function, *path), system_call);
    return text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
  }

  std::string cell(const Row* row, const std::optional<Summary>& system_call) {
    if (row == nullptr) return std::string(cell_width, ' ');
    const auto outcome = row->finding.outcome;
    const auto summary = summarize(*row);
    const auto plain =
        summary
            ? fmt::format("{} {} {:>6}",
                          figure_text(*summary, measurement_.ns_per_unit(), measurement_.exact),
                          verdict::mark(outcome), ratio(*summary, system_call))
            : fmt::format("{} [{}]", verdict::mark(outcome), footnotes_.number(why_missing(*row)));
    seen_.insert(outcome);
    const auto padded = fmt::format("{:>{}}", plain, cell_width);
    return colour_ ? fmt::format(style(outcome), "{}", padded) : padded;
  }

  const Row* find(const calls::Function& function, const calls::Path& path) const {
    for (const auto& row : measurement_.rows)
      if (row.finding.evidence.call->function == &function &&
          row.finding.evidence.call->path == &path)
        return &row;
    return nullptr;
  }

  std::optional<Summary> system_call_of(const calls::Function& function) const {
    for (const auto& row : measurement_.rows)
      if (row.finding.evidence.call->function == &function &&
          row.finding.evidence.call->path->name == calls::paths::Syscall::name)
        return summarize(row);
    return std::nullopt;
  }

  std::string legend() const {
    std::string text = "\n";
    for (const auto outcome : seen_)
      text += fmt::format("{} {}   ", verdict::mark(outcome), verdict::meaning(outcome));
    text += "(x: times the system call)\n";
    if (measurement_.core_hz > 0)
      text += fmt::format("median of {} processes ± 95 % interval, at the core's {:.2f} GHz\n",
                          processes(), measurement_.core_hz / 1e9);
    return text;
  }

  std::size_t processes() const {
    std::size_t most = 0;
    for (const auto& row : measurement_.rows) most = std::max(most, row.figures.size());
    return most;
  }

  std::string notes() const {
    std::string text;
    for (std::size_t i = 0; i < footnotes_.texts.size(); ++i)
      text += fmt::format("[{}] {}\n", i + 1, footnotes_.texts[i]);
    for (const auto& row : measurement_.rows)
      if (row.finding.outcome == Outcome::disagrees)
        text += fmt::format("! {}: {}\n", row.finding.evidence.call->name(), row.finding.reason);
    return text;
  }

  const Measurement& measurement_;
  bool colour_;
  std::vector<const calls::Function*> functions_;
  std::set<const calls::Path*> used_;
  std::size_t name_width_ = 0;
  std::set<Outcome> seen_;
  Footnotes footnotes_;
};

}  // namespace

std::string table(const Measurement& measurement, bool colour) {
  return Matrix(measurement, colour).text();
}

}  // namespace vdsobench::bench
