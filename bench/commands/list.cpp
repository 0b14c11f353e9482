#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "bench/cli/selection.hpp"
#include "bench/commands/commands.hpp"
#include "bench/commands/tables_as_json.hpp"
#include "bench/cpu.hpp"
#include "bench/exit_status.hpp"
#include "bench/json_text.hpp"
#include "bench/measure/examine.hpp"
#include "bench/output/call_list.hpp"
#include "bench/output/terminal.hpp"

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

}  // namespace

int list(const SelectionOptions& options, bool json) {
  const auto selected = select(options);
  pin_anywhere();
  const ConfirmationPlan uncounted = {.method = entries::Method::off};
  const auto findings = examine_all(selected, calls::own_process_facts(), uncounted).findings;
  if (json) {
    print_json(findings);
  } else {
    fmt::print("{}", call_list(findings, display_for(Colour::automatic, fileno(stdout))));
  }
  return as_expected;
}

}  // namespace vdsobench::bench
