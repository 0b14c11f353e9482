#include "bench/output/table_cell.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "bench/measure/figure_text.hpp"
#include "bench/measure/summary.hpp"
#include "bench/output/quiet_notes.hpp"

namespace vdsobench::bench {

namespace {

using verdict::Outcome;

constexpr std::size_t interval_width = 5;  // of all up to ±999%

Tone tone_of_outcome(const Row& row) {
  switch (row.finding.outcome) {
    case Outcome::userspace:
      return Tone::good;
    case Outcome::emulated:
      return Tone::poor;
    case Outcome::fallback:  // no fault where no vDSO answers
      return row.call().function->user_space ? Tone::bad : Tone::plain;
    case Outcome::disagrees:
    case Outcome::blocked:
      return Tone::bad;
    case Outcome::unavailable:
    case Outcome::unconfirmed:
      return Tone::faint;
    case Outcome::syscall:
      break;
  }
  return Tone::plain;
}

std::string_view where(Outcome outcome) {
  switch (outcome) {
    case Outcome::userspace:
      return "user";
    case Outcome::syscall:
    case Outcome::fallback:
    case Outcome::emulated:
      return "KERNEL";
    case Outcome::disagrees:
      return "wrong";
    case Outcome::unavailable:
      return "not here";
    case Outcome::blocked:
    case Outcome::unconfirmed:
      break;
  }
  return to_string(outcome);
}

std::string interval(const Summary& summary) {
  const auto text = summary.processes < 2 ? "" : interval_text(summary.half_width, summary.value);
  return " " + padded(text, interval_width, Align::right);
}

std::string cost(const Summary& summary, const CellStyle& style) {
  auto text = headline_text(summary.value, style.measurement);
  if (style.with_intervals) text += interval(summary);
  return text;
}

}  // namespace

std::string headline_text(double value, const Measurement& measurement) {
  return measurement.exact ? fmt::format("{:.0f}", value)
                           : figure_text(value * measurement.ns_per_unit());
}

std::string parts_cell(const Row& row) {
  const auto* figures = row.exact_figures();
  if (figures == nullptr || !figures->parts) return {};
  const auto& parts = figures->parts;
  return fmt::format("{:.0f}+{:.0f}+{:.0f}+{:.0f}", parts->loop, parts->libc, parts->vdso,
                     parts->kernel);
}

std::string ratio_cell(const Row* cost, const Row* reference) {
  const auto mine = cost == nullptr ? std::nullopt : summarize(*cost);
  const auto other = reference == nullptr ? std::nullopt : summarize(*reference);
  if (!mine || !other) return {};
  const double apart = std::abs(mine->value - other->value);
  if (apart < mine->half_width + other->half_width) return std::string(alike);
  return ratio_text(mine->value, other->value);
}

std::string cost_cell(const Row& row, const CellStyle& style, Footnotes& footnotes) {
  const char mark = verdict::mark(row.finding.outcome);
  const auto summary = summarize(row);
  auto text = summary ? cost(*summary, style)
                      : fmt::format("{} {}", mark, footnotes.refer_to(why_missing(row)));
  if (summary && style.with_signs) text += quiet_sign(row);
  if (summary && style.with_marks) text += fmt::format(" {}", mark);
  return toned(text, tone_of_outcome(row), style.display);
}

std::string answers_cell(const VerdictGroup& group, const Display& display) {
  auto text = std::string(where(group.first->outcome));
  if (group.number > 0) text += fmt::format(" [{}]", group.number);
  return toned(text, tone_of(group.first->grade), display);
}

}  // namespace vdsobench::bench
