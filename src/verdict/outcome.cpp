#include "verdict/outcome.hpp"

#include <array>
#include <cstddef>

namespace vdsobench::verdict {

namespace {

struct Row {
  std::string_view name;
  char mark;
  bool works;
  std::string_view meaning;
};

constexpr std::array<Row, 8> rows = {{
    {"userspace", 'u', true, "stayed in user space"},
    {"syscall", 's', true, "system call"},
    {"emulated", 'e', true, "emulated by the kernel"},
    {"fallback", 'F', true, "fell back to a system call"},
    {"unavailable", '-', false, "not here"},
    {"blocked", 'x', false, "blocked"},
    {"disagrees", '!', true, "disagrees with the system call"},
    {"unconfirmed", '?', true, "entries not counted"},
}};

const Row& row(Outcome outcome) { return rows[static_cast<std::size_t>(outcome)]; }

}  // namespace

std::string_view to_string(Outcome outcome) { return row(outcome).name; }
char mark(Outcome outcome) { return row(outcome).mark; }
std::string_view meaning(Outcome outcome) { return row(outcome).meaning; }
bool works(Outcome outcome) { return row(outcome).works; }

}  // namespace vdsobench::verdict
