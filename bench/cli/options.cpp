#include "bench/cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>

#include "bench/cli/flags.hpp"
#include "bench/cli/google_flags.hpp"
#include "bench/cli/licences.hpp"
#include "bench/cli/suggestion.hpp"
#include "bench/cli/validate.hpp"
#include "bench/exit_status.hpp"
#include "bench/version.hpp"

namespace vdsobench::bench {

namespace {

using Command = Options::Command;

void add_json(CLI::App& app, bool& json) { app.add_flag("--json", json, "As JSON"); }

/// Adds commands to a command line, each of which notes that it was given.
class Commands {
 public:
  Commands(CLI::App& app, Options& options) : app_(app), options_(options) {}

  CLI::App& add(Command command, const char* name, const char* meaning) {
    auto* added = app_.add_subcommand(name, meaning);
    added->callback([this, command] { options_.command = command; });
    return *added;
  }
  /// Not for users, and not in --help.
  CLI::App& add_internal(Command command, const char* name, const char* meaning) {
    return *add(command, name, meaning).group("");
  }

 private:
  CLI::App& app_;
  Options& options_;
};

void add_commands(Commands& commands, Options& options) {
  auto& run = commands.add(Command::run, "run", "Measure; print the matrix, then the verdict");
  run.allow_extras();
  add_flags(run, options.run);
  add_flags(commands.add(Command::check, "check",
                         "The verdict alone, by counting; its exit status is for scripts"),
            options.check);
  add_flags(commands.add(Command::watch, "watch",
                         "Which programs here enter the kernel for the time, and why"),
            options.watch);
  auto& list = commands.add(Command::list, "list", "The calls, and whether each is available here");
  add_flags(list, options.list);
  add_json(list, options.json);
  add_json(
      commands.add(Command::inspect, "inspect", "What this machine is, as far as it matters here"),
      options.json);
  add_flags(commands.add(Command::show, "show", "A saved result, as run printed it"), options.show);
  add_flags(commands.add(
                Command::selftest, "selftest",
                "Known instructions, by the suite and by loops in assembly: do the figures hold?"),
            options.selftest);
}

void add_internal_commands(Commands& commands, Options& options) {
  commands.add_internal(Command::worker, "worker", "One process of a run")
      .add_option("request", options.worker_request, "What it measures, as JSON")
      ->required();
  add_flags(commands.add_internal(Command::tracee, "tracee", "What scripts/anatomy.py watches"),
            options.tracee);
}

std::vector<std::string> names_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands({}))
    if (!command->get_group().empty()) names.push_back(command->get_name());
  for (const auto* option : app.get_options()) names.push_back(option->get_name());
  return names;
}

std::string unknown(const std::string& argument, const CLI::App& app) {
  auto hint = elsewhere(argument);
  if (hint.empty()) hint = suggestion(argument, names_of(app));
  return fmt::format("unknown argument '{}'{} (see vdsobench --help)", argument, hint);
}

// Which of the arguments that no command knows to speak of: an option, rather than its value.
std::string unknown_to(const CLI::App& command) {
  const auto left = command.remaining();
  const auto option =
      std::ranges::find_if(left, [](const auto& each) { return each.starts_with('-'); });
  const auto& argument = option == left.end() ? left.front() : *option;
  return fmt::format("{} knows no {}{} (see vdsobench {} --help)", command.get_name(), argument,
                     suggestion(argument, names_of(command)), command.get_name());
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

void read_arguments(CLI::App& app, int argc, char** argv) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    std::exit(app.exit(help));
  } catch (const CLI::ExtrasError& error) {
    const auto commands = app.get_subcommands();
    if (commands.empty() || commands.front()->remaining().empty())
      throw UsageError(fmt::format("{} (see vdsobench --help)", first_line(error.what())));
    throw UsageError(unknown_to(*commands.front()));
  } catch (const CLI::ArgumentMismatch& error) {  // "--cpu: 1 required INT missing"
    const std::string text = error.what();
    throw UsageError(
        fmt::format("{} takes a value, and none stands behind it (see vdsobench --help)",
                    text.substr(0, text.find(':'))));
  } catch (const CLI::ParseError& error) {
    throw UsageError(fmt::format("{} (see vdsobench --help)", first_line(error.what())));
  }
}

// Before a command stand options of `run`, of which no other command takes notice.
void refuse_what_stands_before(const CLI::App& command, const CLI::App& app) {
  std::vector<std::string> given = app.remaining();
  for (const auto* option : app.get_options())
    if (option->count() > 0) given.push_back(option->get_name());
  if (given.empty()) return;
  throw UsageError(
      fmt::format("{} before '{}' has no effect: write behind it what vdsobench {} --help names",
                  given.front(), command.get_name(), command.get_name()));
}

bool was_given(const CLI::App& app, const std::string& name) {
  const auto* option = app.get_option_no_throw(name);
  return option != nullptr && option->count() > 0;
}

// Before and behind `run` its options mean the same, and one value would be lost.
void refuse_what_stands_twice(const CLI::App& run, const CLI::App& app) {
  for (const auto* option : run.get_options()) {
    const auto name = option->get_name();
    if (option->count() > 0 && option->get_items_expected_max() > 0 && was_given(app, name))
      throw UsageError(fmt::format("{} stands before and behind 'run': give it once", name));
  }
}

// What is left over must be Google Benchmark's.
void take_google_flags(const CLI::App& app, RunOptions& options) {
  const auto* run = app.get_subcommand("run");
  for (const auto& argument : app.remaining(true)) {
    if (!is_google_flag(argument)) throw UsageError(unknown(argument, app));
    const std::string own(own_flag(argument));
    if (was_given(app, own) || was_given(*run, own))
      throw UsageError(fmt::format("{} and {} say the same: give one of them", own, argument));
    take_google_flag(argument, options);
  }
}

// The words before "--", behind which a program to run and its arguments stand.
int split_off_program(int argc, char** argv, std::vector<std::string>& program) {
  const auto end = std::find(argv, argv + argc, std::string_view("--"));
  if (end == argv + argc) return argc;
  program.assign(end + 1, argv + argc);
  if (program.empty() || program.front().empty())
    throw UsageError("behind -- stands no program (see vdsobench check --help)");
  return static_cast<int>(end - argv);
}

void sort_once(std::vector<int>& numbers) {
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

}  // namespace

Options parse(int argc, char** argv) {
  Options options;
  CLI::App app{
      "What does it cost to ask the kernel the time, and did the question go to the kernel?\n"
      "Without a command: run. Google Benchmark's own flags (--benchmark_...) work under run.",
      "vdsobench"};
  bool licences_too = false;  // before --version, which ends the program as soon as it is reached
  auto* licences_flag = app.add_flag("--licences", licences_too, "With --version: what is inside");
  auto* version_flag = app.set_version_flag(
      "--version", [&] { return licences_too ? licences() : std::string(version); });
  licences_flag->needs(version_flag);
  app.require_subcommand(0, 1);
  add_flags(app, options.run);
  Commands commands(app, options);
  add_commands(commands, options);
  add_internal_commands(commands, options);
  app.allow_extras();  // last, for commands that are added later inherit it
  read_arguments(app, split_off_program(argc, argv, options.check.program), argv);
  if (!options.check.program.empty() && options.command != Command::check)
    throw UsageError("-- PROGRAM stands behind check alone (see vdsobench check --help)");
  if (options.command != Command::run)
    refuse_what_stands_before(*app.get_subcommands().front(), app);
  refuse_what_stands_twice(*app.get_subcommand("run"), app);
  take_google_flags(app, options.run);
  check_limits(options.run);
  check_limits(options.selftest);
  check_limits(options.check);
  check_limits(options.watch);
  sort_once(options.run.threads);
  return options;
}

}  // namespace vdsobench::bench
