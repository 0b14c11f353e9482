#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sched.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "bench/cli/selection.hpp"
#include "bench/cli/suggestion.hpp"
#include "bench/commands/commands.hpp"
#include "bench/cpu.hpp"
#include "bench/exit_status.hpp"
#include "bench/json_text.hpp"
#include "bench/measure/examine.hpp"
#include "bench/measure/trap_cost.hpp"
#include "bench/output/terminal.hpp"
#include "bench/output/verdict_text.hpp"
#include "calls/paths/libc.hpp"
#include "calls/paths/vdso.hpp"
#include "host/hypervisor.hpp"
#include "verdict/verdict.hpp"

namespace vdsobench::bench {

namespace {

using verdict::Grade;
using verdict::Verdict;

// What this system could serve: limits of its kernel or C library are told, not held against it.
// Nor is a clock that it need not have, and that a filter hides.
bool could_be_served(const Verdict& verdict) {
  if (!verdict.function->user_space) return false;
  if (verdict.function->may_be_absent && verdict.grade == Grade::unknown) return false;
  return verdict.grade == Grade::good || verdict.grade == Grade::bad ||
         verdict.grade == Grade::unknown;
}

std::vector<std::string> names_of(const std::vector<Verdict>& verdicts) {
  std::vector<std::string> names;
  for (const auto& verdict : verdicts) names.emplace_back(verdict.function->name);
  return names;
}

void check_names(const std::vector<std::string>& names, const std::vector<Verdict>& verdicts) {
  for (const auto& name : names)
    if (std::ranges::none_of(verdicts, [&](const auto& v) { return v.function->name == name; }))
      throw UsageError(fmt::format("--require: no function '{}'{} (vdsobench list names all)", name,
                                   suggestion(name, names_of(verdicts))));
}

bool is_required(const Verdict& verdict, const std::vector<std::string>& names) {
  if (names.empty()) return could_be_served(verdict);
  return std::ranges::find(names, verdict.function->name) != names.end();
}

int status_of(const std::vector<Verdict>& verdicts, const std::vector<std::string>& required) {
  int status = as_expected;
  for (const auto& verdict : verdicts) {
    if (!is_required(verdict, required) || verdict.grade == Grade::good) continue;
    if (verdict.grade != Grade::unknown) return found_something;
    status = measurement_failed;
  }
  return status;
}

nlohmann::json as_json(const std::vector<Verdict>& verdicts, const CheckOptions& options,
                       const std::vector<std::string>& notes,
                       const calls::ProcessFacts& process_facts, const Confirmation& confirmation) {
  auto functions = nlohmann::json::array();
  for (const auto& verdict : verdicts)
    functions.push_back({{"name", verdict.function->name},
                         {"grade", to_string(verdict.grade)},
                         {"outcome", to_string(verdict.outcome)},
                         {"required", is_required(verdict, options.require)},
                         {"reason", verdict.reason},
                         {"remedy", verdict.remedy}});
  return {{"status", status_of(verdicts, options.require)},
          {"functions", functions},
          {"confirm", confirmation.method},
          {"confirm_reason", confirmation.reason},
          {"notes", notes},
          {"vsyscall", image::to_string(image::vsyscall_mode(process_facts.mappings))}};
}

// The C library's, and the vDSO's, by which its choices are explained.
std::vector<std::string> paths_to_judge() {
  return {std::string(calls::paths::Libc::name), std::string(calls::paths::Vdso::name)};
}

// Those that people ask for, and those that this user requires.
std::vector<const calls::Call*> calls_to_judge(const CheckOptions& options) {
  auto calls = select({.filter = "", .paths = paths_to_judge(), .all = true});
  std::erase_if(calls, [&](const auto* call) {
    return !call->function->by_default &&
           std::ranges::find(options.require, call->function->name) == options.require.end();
  });
  return calls;
}

}  // namespace

int check(const CheckOptions& options) {
  pin_anywhere();
  const auto process_facts = calls::own_process_facts();
  const auto [findings, confirmation] =
      examine_all(calls_to_judge(options), process_facts, {options.confirm, options.verbose});
  const auto verdicts = verdict::verdicts(findings, process_facts, verdict::machine_facts(Root{}));
  check_names(options.require, verdicts);
  const auto notes = verdict::notes(process_facts, trap_cost_now(),
                                    host::hypervisor({}, host::hypervisor_signatures()),
                                    verdict::syscall_work(Root{}, sched_getcpu()));
  if (options.json)
    fmt::print("{}\n",
               json_text(as_json(verdicts, options, notes, process_facts, confirmation), 2));
  else
    fmt::print(
        "{}{}\n",
        verdict_text(verdicts, notes, display_for(options.colour, fileno(stdout)), Numbers::hidden),
        describe(confirmation));
  return status_of(verdicts, options.require);
}

}  // namespace vdsobench::bench
