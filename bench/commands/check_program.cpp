#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "base/printable.hpp"
#include "base/version.hpp"
#include "bench/commands/commands.hpp"
#include "bench/commands/watching.hpp"
#include "bench/exit_status.hpp"
#include "bench/json_text.hpp"
#include "bench/output/terminal.hpp"
#include "bench/output/watch_json.hpp"
#include "bench/output/watch_table.hpp"
#include "programs/followed.hpp"
#include "programs/hooked.hpp"
#include "programs/noticed.hpp"

namespace vdsobench::bench {

namespace {

// As env(1), timeout(1) and others that run a program have them.
constexpr int tool_failed = 125;
constexpr int not_executable = 126;
constexpr int not_found = 127;
constexpr int by_signal = 128;

int status_of(const programs::NotStarted& failure, const std::string& program) {
  if (!failure.is_programs) {
    print_to_stderr(
        fmt::format("vdsobench: the calls of a program cannot be noticed: {}\n", failure.text));
    return tool_failed;
  }
  print_to_stderr(fmt::format("vdsobench: {}: {}\n", printable_line(program), failure.text));
  return failure.error == ENOENT ? not_found : not_executable;
}

std::uint64_t avoidable_calls(const programs::Interval& interval) {
  std::uint64_t calls = 0;
  for (const auto& row : interval.rows)
    if (row.explanation.avoidable) calls += row.calls;
  return calls;
}

// What had no room may have been avoidable.
std::uint64_t unexplained_calls(const programs::Interval& interval) {
  std::uint64_t calls = 0;
  for (const auto number : interval.others) calls += number;
  return calls;
}

int own_status(int waited) {
  return WIFSIGNALED(waited) ? by_signal + WTERMSIG(waited) : WEXITSTATUS(waited);
}

/// What a program did.
struct Ran {
  std::string_view way;
  programs::Interval interval;
  std::set<std::string> without_rights;
};

std::string json_of(const Ran& ran, std::span<const WatchRow> rows) {
  auto json = watch_json(ran.interval, rows, ran.way);
  json["without_rights"] = ran.without_rights;
  return json_text(json, 2) + "\n";
}

std::string rights_note(const std::set<std::string>& without_rights, const Display& display) {
  if (without_rights.empty()) return {};
  const auto note = fmt::format(
      "{} ran without the rights that the file gives, as these notices take without privilege "
      "(no_new_privs): run this as root where that matters",
      fmt::join(without_rights, ", "));
  return note_text(note, display);
}

std::string text_of(const Ran& ran, std::span<const WatchRow> rows, const Display& display) {
  const auto& interval = ran.interval;
  const auto calls = avoidable_calls(interval);
  auto text = fmt::format("vdsobench: {} avoidable entr{} into the kernel in {:.1f} s\n", calls,
                          calls == 1 ? "y" : "ies", interval.time.count());
  if (!rows.empty())
    text += "\n" + watch_table(rows, display, std::numeric_limits<std::size_t>::max(),
                               WatchNumbers::totals);
  return text + left_out_text(interval) + rights_note(ran.without_rights, display);
}

EntryCosts costs_of(const programs::Interval& interval) {
  std::set<std::string> functions;
  for (const auto& row : interval.rows) functions.insert(programs::name_of(row.asked));
  return functions.empty() ? EntryCosts() : entry_costs(functions);
}

// Where they may be had by what this user has anyway: the program is to have all of it too.
std::unique_ptr<programs::Tally> make_tally(const programs::Here& here,
                                            entries::Messages messages) {
  if (!entries::lent_capabilities() && !is_older(here.process_facts.release, "Linux 5.11"))
    if (auto hooks = programs::Hooks::attach({.only_below = true}, messages))
      return std::make_unique<programs::Hooked>(std::move(hooks).value(), here);
  return std::make_unique<programs::Noticed>(here);
}

}  // namespace

int check_program(const CheckOptions& options) {
  auto here = facts_here();
  here.own_filters = 1;
  auto tally =
      make_tally(here, options.verbose ? entries::Messages::shown : entries::Messages::silent);
  auto started = programs::Followed::start(options.program, tally->noticing(), *tally);
  if (const auto* failure = std::get_if<programs::NotStarted>(&started))
    return status_of(*failure, options.program.front());
  give_up_capabilities(here, false, {entries::Capability::kill});  // which signals may need
  auto& followed = std::get<programs::Followed>(started);
  const int waited = followed.wait();
  const Ran ran = {tally->way(), tally->take(), followed.without_rights()};
  tally.reset();  // nothing may be counted while costs are measured
  const auto& interval = ran.interval;
  const auto costs = costs_of(interval);
  const auto rows = watch_rows(interval, costs, WatchOrder::cost);
  print_to_stderr(options.json ? json_of(ran, rows)
                               : text_of(ran, rows, display_for(options.colour, STDERR_FILENO)));
  if (const int own = own_status(waited); own != 0) return own;
  const auto most = static_cast<std::uint64_t>(options.at_most.value_or(0));
  const bool too_many = avoidable_calls(interval) + unexplained_calls(interval) > most;
  return too_many ? options.error_exitcode.value_or(found_something) : as_expected;
}

}  // namespace vdsobench::bench
