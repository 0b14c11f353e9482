#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <limits>

#include "base/printable.hpp"
#include "bench/commands/commands.hpp"
#include "bench/exit_status.hpp"
#include "bench/json_text.hpp"
#include "bench/output/terminal.hpp"
#include "bench/output/watch_json.hpp"
#include "bench/output/watch_table.hpp"
#include "programs/followed.hpp"
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

std::string text_of(const programs::Interval& interval, std::span<const WatchRow> rows,
                    const CheckOptions& options, const Display& display) {
  if (options.json) return json_text(watch_json(interval, rows, "seccomp"), 2) + "\n";
  const auto calls = avoidable_calls(interval);
  auto text = fmt::format("vdsobench: {} avoidable entr{} into the kernel in {:.1f} s\n", calls,
                          calls == 1 ? "y" : "ies", interval.time.count());
  if (!rows.empty())
    text += "\n" + watch_table(rows, display, std::numeric_limits<std::size_t>::max(),
                               WatchNumbers::totals);
  return text + left_out_text(interval);
}

}  // namespace

int check_program(const CheckOptions& options) {
  const auto costs = entry_costs();
  programs::Noticed noticed({calls::own_process_facts(), verdict::machine_facts({})});
  auto started = programs::Followed::start(options.program);
  if (const auto* failure = std::get_if<programs::NotStarted>(&started))
    return status_of(*failure, options.program.front());
  const int waited = std::get<programs::Followed>(started).wait(
      {[&](const auto& entry) { noticed.meet(entry); },
       [&](const auto& entry) { noticed.count(entry); }});
  const auto interval = noticed.take();
  const auto rows = watch_rows(interval, costs, WatchOrder::cost);
  const auto display = display_for(options.colour, STDERR_FILENO);
  print_to_stderr(text_of(interval, rows, options, display));
  if (const int own = own_status(waited); own != 0) return own;
  const auto most = static_cast<std::uint64_t>(options.at_most.value_or(0));
  const bool too_many = avoidable_calls(interval) + unexplained_calls(interval) > most;
  return too_many ? options.error_exitcode.value_or(found_something) : as_expected;
}

}  // namespace vdsobench::bench
