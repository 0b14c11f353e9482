#include "bench/output/verdict_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/libc_symbol.hpp"
#include "image/mappings.hpp"

namespace vdsobench::bench {

namespace {

using verdict::Grade;
using verdict::Verdict;

constexpr std::size_t widest_prose = 100;

bool same(const Verdict& left, const Verdict& right, SameBy by) {
  return left.grade == right.grade && left.reason == right.reason && left.remedy == right.remedy &&
         (by == SameBy::words || left.outcome == right.outcome);
}

// What is denied or wrong is not slow.
std::string_view headline_of_bad(verdict::Outcome outcome) {
  if (outcome == verdict::Outcome::blocked) return "BLOCKED";
  if (outcome == verdict::Outcome::disagrees) return "WRONG ANSWER";
  return "SLOW PATH";
}

std::string_view headline(const Verdict& verdict) {
  switch (verdict.grade) {
    case Grade::good:
      return "stays in user space";
    case Grade::bad:
      return headline_of_bad(verdict.outcome);
    case Grade::limited:
      return "enters the kernel";
    case Grade::inherent:
      return "enters the kernel everywhere";
    case Grade::absent:
      return "not here";
    case Grade::unknown:
      return "unconfirmed";
  }
  return {};
}

// A command must stay in one piece, to be copied.
bool is_command(std::string_view step) { return step.find("sudo ") != std::string_view::npos; }

std::string steps(std::string_view remedy, const Display& display) {
  std::string text;
  while (!remedy.empty()) {
    const auto step = remedy.substr(0, remedy.find('\n'));
    remedy.remove_prefix(std::min(remedy.size(), step.size() + 1));
    const std::string words(step);
    text += fmt::format("{}{}\n", text.empty() ? "    do:  " : "         ",
                        is_command(step) ? words : flowed_words(words, {display.width, 9, 9}));
  }
  return text;
}

std::string line(const VerdictGroup& group, const Display& display, Numbers numbers) {
  const auto& verdict = *group.first;
  const auto number = group.number > 0 && numbers == Numbers::shown
                          ? fmt::format("[{}] ", group.number)
                          : std::string();
  const auto head = fmt::format("{}{}: ", number, headline(verdict));
  const std::vector<std::string> names(group.functions.begin(), group.functions.end());
  auto text = number + toned(headline(verdict), tone_of(verdict.grade), display) + ": " +
              flowed(names, ", ", {display.width, head.size(), 4}) + "\n";
  return text + why_and_remedy(verdict.reason, verdict.remedy, display);
}

}  // namespace

std::string why_and_remedy(std::string_view reason, std::string_view remedy,
                           const Display& display) {
  const auto why = reason.empty()
                       ? std::string()
                       : fmt::format("    why: {}\n", flowed_words(reason, {display.width, 9, 9}));
  return why + steps(remedy, display);
}

std::vector<VerdictGroup> grouped(std::span<const Verdict> verdicts, SameBy by) {
  std::vector<VerdictGroup> groups;
  std::size_t numbers = 0;
  for (const Verdict& verdict : verdicts) {
    auto found = std::ranges::find_if(
        groups, [&](const VerdictGroup& group) { return same(*group.first, verdict, by); });
    if (found == groups.end())
      found = groups.insert(found, {&verdict, {}, verdict.reason.empty() ? 0 : ++numbers});
    found->functions.push_back(verdict.function->name);
  }
  return groups;
}

Tone tone_of(Grade grade) {
  switch (grade) {
    case Grade::good:
      return Tone::good;
    case Grade::bad:
      return Tone::bad;
    case Grade::limited:
    case Grade::unknown:
      return Tone::poor;
    default:
      return Tone::plain;
  }
}

namespace {

std::string headline_of_all() {
  return systems_libc() ? "Does the C library stay in user space?\n"
                        : "Does the C library inside this program stay in user space?\n";
}

}  // namespace

std::string verdict_text(std::span<const Verdict> verdicts, std::span<const std::string> notes,
                         const Display& display, Numbers numbers) {
  const auto groups = grouped(verdicts);
  const Display narrow = {std::min(display.width, widest_prose), display.colour};
  std::string text = groups.empty() ? "" : headline_of_all();
  for (const auto& group : groups) text += line(group, narrow, numbers);
  for (const auto& note : notes) text += note_text(note, narrow);
  return text;
}

}  // namespace vdsobench::bench
