#include "bench/verdict_text.hpp"

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "image/mappings.hpp"

namespace vdsobench::bench {

namespace {

using verdict::Grade;
using verdict::Verdict;

constexpr std::size_t widest_line = 100;

/// Verdicts that say the same.
struct Group {
  const Verdict* first;
  std::vector<std::string_view> functions;
};

bool same(const Verdict& left, const Verdict& right) {
  return left.grade == right.grade && left.reason == right.reason && left.remedy == right.remedy;
}

std::vector<Group> group(std::span<const Verdict> verdicts) {
  std::vector<Group> groups;
  for (const Verdict& verdict : verdicts) {
    const auto found = std::ranges::find_if(
        groups, [&](const Group& group) { return same(*group.first, verdict); });
    auto& place = found == groups.end() ? groups.emplace_back(Group{&verdict, {}}) : *found;
    place.functions.push_back(verdict.function->name);
  }
  return groups;
}

std::string_view headline(Grade grade) {
  switch (grade) {
    case Grade::good:
      return "stays in user space";
    case Grade::bad:
      return "SLOW PATH";
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

fmt::text_style style(Grade grade) {
  switch (grade) {
    case Grade::good:
      return fmt::fg(fmt::terminal_color::green);
    case Grade::bad:
      return fmt::emphasis::bold | fmt::fg(fmt::terminal_color::red);
    case Grade::limited:
    case Grade::unknown:
      return fmt::fg(fmt::terminal_color::yellow);
    default:
      return {};
  }
}

// Names separated by commas, in lines that fit a terminal; `column` is where the first starts.
std::string listed(const std::vector<std::string_view>& names, std::size_t column) {
  std::string text(names.front());
  column += text.size();
  for (const std::string_view name : std::span(names).subspan(1)) {
    const bool fits = column + 2 + name.size() <= widest_line;
    text += fmt::format("{}{}", fits ? ", " : ",\n    ", name);
    column = (fits ? column + 2 : 4) + name.size();
  }
  return text;
}

std::string line(const Group& group, bool colour) {
  const auto& verdict = *group.first;
  const auto what = colour ? fmt::format(style(verdict.grade), "{}", headline(verdict.grade))
                           : std::string(headline(verdict.grade));
  const auto names = listed(group.functions, headline(verdict.grade).size() + 2);
  auto text = fmt::format("{}: {}\n", what, names);
  if (!verdict.reason.empty()) text += fmt::format("    why: {}\n", verdict.reason);
  if (!verdict.remedy.empty()) text += fmt::format("    do:  {}\n", verdict.remedy);
  return text;
}

}  // namespace

std::string verdict_text(std::span<const Verdict> verdicts, const calls::Surroundings& surroundings,
                         bool colour) {
  std::string text = "Does the C library stay in user space?\n";
  for (const Group& group : group(verdicts)) text += line(group, colour);
  return text + fmt::format("note: {}\n", verdict::vsyscall_note(surroundings));
}

}  // namespace vdsobench::bench
