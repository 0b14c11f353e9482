#include "bench/output/table_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "bench/measure/summary.hpp"
#include "bench/output/matrix.hpp"
#include "bench/output/table_cell.hpp"
#include "calls/paths/libc.hpp"

namespace vdsobench::bench {

namespace {

using verdict::Grade;
using verdict::Outcome;
using verdict::Verdict;
using Verdicts = std::vector<const Verdict*>;

constexpr std::size_t names_shown = 3;

template <class Has>
Verdicts those(std::span<const Verdict> verdicts, Has has) {
  Verdicts found;
  for (const auto& verdict : verdicts)
    if (has(verdict)) found.push_back(&verdict);
  return found;
}

bool in_user_space(const Verdict& verdict) { return verdict.outcome == Outcome::userspace; }

bool in_the_kernel(const Verdict& verdict) { return enters_kernel(verdict.outcome); }

bool is_unknown(const Verdict& verdict) { return verdict.outcome == Outcome::unconfirmed; }
bool is_bad(const Verdict& verdict) { return verdict.grade == Grade::bad; }
bool is_limited(const Verdict& verdict) { return verdict.grade == Grade::limited; }

// From the cheapest to the dearest: " (1.81 to 25.6 ns)".
std::string range_of(const Verdicts& verdicts, const Measurement& measurement) {
  const Matrix matrix(measurement);
  std::vector<double> values;
  for (const auto* verdict : verdicts)
    if (const auto* row = matrix.find(*verdict->function, calls::paths::Libc::name))
      if (const auto summary = summarize(*row)) values.push_back(summary->value);
  if (values.empty()) return {};
  const auto [cheapest, dearest] = std::ranges::minmax(values);
  const auto low = headline_text(cheapest, measurement), high = headline_text(dearest, measurement);
  return fmt::format(" ({} {})", low == high ? low : fmt::format("{} to {}", low, high),
                     measurement.exact ? "instructions" : "ns");
}

void add_count(std::vector<std::string>& pieces, const Verdicts& verdicts, std::string_view where,
               const Measurement& measurement) {
  if (verdicts.empty()) return;
  pieces.push_back(fmt::format("{} {}{}", verdicts.size(), where, range_of(verdicts, measurement)));
}

std::vector<std::string> names_of(const Verdicts& verdicts) {
  std::vector<std::string> names;
  for (const auto* verdict : verdicts)
    if (names.size() < names_shown) names.emplace_back(verdict->function->name);
  if (const auto rest = verdicts.size() - names.size(); rest > 0)
    names.back() += fmt::format(" and {} more", rest);
  return names;
}

// The worst first.
std::vector<std::string> avoidable(std::span<const Verdict> verdicts, const Display& display) {
  auto found = those(verdicts, is_bad);
  const auto tone = found.empty() ? Tone::poor : Tone::bad;
  for (const auto* verdict : those(verdicts, is_limited)) found.push_back(verdict);
  if (found.empty()) return {};
  auto names = names_of(found);
  names.front().insert(0, "avoidable: ");
  for (auto& name : names) name = toned(name, tone, display);
  return names;
}

}  // namespace

std::string summary_line(const Measurement& measurement, std::span<const Verdict> verdicts,
                         const Display& display) {
  if (verdicts.empty()) return {};
  const auto slow = those(verdicts, in_the_kernel), unknown = those(verdicts, is_unknown);
  std::vector<std::string> pieces;
  add_count(pieces, those(verdicts, in_user_space), "in user space", measurement);
  add_count(pieces, slow, "in the kernel", measurement);
  add_count(pieces, unknown, "not counted", measurement);
  const auto worse = avoidable(verdicts, display);
  pieces.insert(pieces.end(), worse.begin(), worse.end());
  if (worse.empty() && unknown.empty() && !slow.empty()) pieces.emplace_back("avoidable: none");
  if (pieces.empty()) return {};
  pieces.front().insert(0, "libc: ");
  return flowed(pieces, ", ", {.width = display.width});
}

}  // namespace vdsobench::bench
