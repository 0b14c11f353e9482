#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "bench/cli/selection.hpp"
#include "bench/commands/commands.hpp"
#include "bench/commands/tables_as_json.hpp"
#include "bench/cpu.hpp"
#include "bench/exit_status.hpp"
#include "bench/json_text.hpp"
#include "bench/measure/examine.hpp"

namespace vdsobench::bench {

namespace {

nlohmann::json calls_of(const std::vector<verdict::Finding>& findings) {
  auto calls = nlohmann::json::array();
  for (const auto& finding : findings) {
    const auto& call = *finding.evidence.call;
    calls.push_back({{"name", call.name()},
                     {"function", call.function->name},
                     {"path", call.path->name},
                     {"available", verdict::works(finding.outcome)},
                     {"reason", finding.reason}});
  }
  return calls;
}

void print_json(const std::vector<verdict::Finding>& findings) {
  fmt::print("{}\n", json_text({{"calls", calls_of(findings)},
                                {"functions", functions_as_json()},
                                {"paths", paths_as_json()},
                                {"outcomes", outcomes_as_json()}},
                               2));
}

void print_lines(const std::vector<verdict::Finding>& findings) {
  std::size_t width = 0;
  for (const auto& finding : findings)
    width = std::max(width, finding.evidence.call->name().size());
  for (const auto& finding : findings) {
    const bool works = verdict::works(finding.outcome);
    fmt::print(
        "{:<{}}  {}\n", finding.evidence.call->name(), width,
        works ? "available" : fmt::format("{}: {}", to_string(finding.outcome), finding.reason));
  }
}

void print_legend(const std::vector<verdict::Finding>& findings) {
  fmt::print("\n");
  for (const auto* path : calls::all_paths())
    if (std::ranges::any_of(findings,
                            [path](const auto& f) { return f.evidence.call->path == path; }))
      fmt::print("{:<8}  {}\n", path->name, path->meaning);
}

}  // namespace

int list(const SelectionOptions& options, bool json) {
  const auto selected = select(options);
  pin_anywhere();
  const ConfirmationPlan uncounted = {.method = entries::Method::off};
  const auto findings = examine_all(selected, calls::own_process_facts(), uncounted).findings;
  if (json) {
    print_json(findings);
  } else {
    print_lines(findings);
    print_legend(findings);
  }
  return as_expected;
}

}  // namespace vdsobench::bench
