#include "verdict/outcome.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace vdsobench::verdict {

namespace {

struct Row {
  Outcome outcome;
  std::string_view name;
  char mark;
  std::string_view meaning;
  bool works = true;
  bool enters_kernel = false;
  bool is_bad = false;
};

constexpr std::array<Row, 8> rows = {{
    {.outcome = Outcome::userspace,
     .name = "userspace",
     .mark = 'u',
     .meaning = "stayed in user space"},
    {.outcome = Outcome::syscall,
     .name = "syscall",
     .mark = 's',
     .meaning = "system call",
     .enters_kernel = true},
    {.outcome = Outcome::emulated,
     .name = "emulated",
     .mark = 'e',
     .meaning = "emulated by the kernel",
     .enters_kernel = true},
    {.outcome = Outcome::fallback,
     .name = "fallback",
     .mark = 'F',
     .meaning = "fell back to a system call",
     .enters_kernel = true,
     .is_bad = true},
    {.outcome = Outcome::unavailable,
     .name = "unavailable",
     .mark = '-',
     .meaning = "not here",
     .works = false},
    {.outcome = Outcome::blocked,
     .name = "blocked",
     .mark = 'x',
     .meaning = "blocked",
     .works = false,
     .is_bad = true},
    {.outcome = Outcome::disagrees,
     .name = "disagrees",
     .mark = '!',
     .meaning = "disagrees with the system call",
     .is_bad = true},
    {.outcome = Outcome::unconfirmed,
     .name = "unconfirmed",
     .mark = '?',
     .meaning = "entries not counted"},
}};

constexpr auto outcomes = [] {
  std::array<Outcome, rows.size()> all = {};
  std::ranges::transform(rows, all.begin(), &Row::outcome);
  return all;
}();
// Rows stand in the order of the enumeration, as outcome_test checks.
const Row& row(Outcome outcome) { return rows[static_cast<std::size_t>(outcome)]; }

}  // namespace

std::span<const Outcome> all_outcomes() { return outcomes; }
std::string_view to_string(Outcome outcome) { return row(outcome).name; }
char mark(Outcome outcome) { return row(outcome).mark; }
std::string_view meaning(Outcome outcome) { return row(outcome).meaning; }
bool works(Outcome outcome) { return row(outcome).works; }
bool enters_kernel(Outcome outcome) { return row(outcome).enters_kernel; }
bool is_bad(Outcome outcome) { return row(outcome).is_bad; }

}  // namespace vdsobench::verdict
