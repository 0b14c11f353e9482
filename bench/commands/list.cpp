#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "bench/cli/selection.hpp"
#include "bench/commands/commands.hpp"
#include "bench/commands/exports.hpp"
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

nlohmann::json rows_of(const std::vector<Export>& exports) {
  auto rows = nlohmann::json::array();
  for (const auto& [symbol, functions, why_not] : exports)
    rows.push_back({{"symbol", symbol}, {"functions", functions}, {"reason", why_not}});
  return rows;
}

void print_json(const std::vector<verdict::Finding>& findings, const std::vector<Export>& exports) {
  fmt::print("{}\n", json_text({{"calls", calls_of(findings)},
                                {"exports", rows_of(exports)},
                                {"functions", functions_as_json()},
                                {"paths", paths_as_json()},
                                {"outcomes", outcomes_as_json()}},
                               2));
}

}  // namespace

int list(SelectionOptions options, bool json) {
  options.all = true;
  const auto selected = select(options);
  pin_anywhere();
  const auto process_facts = calls::own_process_facts();
  const ConfirmationPlan uncounted = {.method = entries::Method::off};
  const auto findings = examine_all(selected, process_facts, uncounted).findings;
  const auto exports = exports_of(process_facts);
  if (json) {
    print_json(findings, exports);
  } else {
    const auto display = display_for(Colour::automatic, fileno(stdout));
    fmt::print("{}{}", call_list(findings, display), unmeasured_text(exports, display));
  }
  return as_expected;
}

}  // namespace vdsobench::bench
