#include "bench/confirmation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bench/child.hpp"
#include "bench/report_of_counter.hpp"

namespace vdsobench::bench {

namespace {

using verdict::Evidence;

std::vector<Evidence*> countable(std::vector<Evidence>& evidence) {
  std::vector<Evidence*> found;
  for (auto& piece : evidence)
    if (piece.probe && piece.probe->ending == calls::Probe::Ending::answered)
      found.push_back(&piece);
  return found;
}

std::vector<std::string> arguments_for(const std::vector<Evidence*>& evidence,
                                       const ConfirmationPlan& plan) {
  std::vector<std::string> names;
  for (const auto* piece : evidence) names.push_back(piece->call->name());
  std::vector<std::string> arguments = {"counter",
                                        "--calls",
                                        fmt::format("{}", fmt::join(names, ",")),
                                        "--confirm",
                                        std::string(entries::name_of(plan.method)),
                                        "--times",
                                        fmt::format("{}", plan.times)};
  if (plan.verbose) arguments.push_back("--verbose");
  return arguments;
}

Result<CounterReport> run_counter(const std::vector<Evidence*>& evidence,
                                  const ConfirmationPlan& plan) {
  constexpr std::chrono::seconds patience(30);
  const auto text = run_self(arguments_for(evidence, plan), patience);
  if (!text) return Reason{fmt::format("the process that counts {}", text.reason())};
  try {
    auto report = nlohmann::json::parse(text.value()).get<CounterReport>();
    if (report.counts.empty() || report.counts.size() == evidence.size()) return report;
  } catch (const std::exception&) {
  }
  return Reason{"the process that counts sent something else than its counts"};
}

std::string reasons(const std::vector<entries::NotUsed>& not_used) {
  std::vector<std::string> lines;
  for (const auto& [method, reason] : not_used)
    lines.push_back(fmt::format("{}: {}", method, reason));
  return fmt::format("{}", fmt::join(lines, "; "));
}

Confirmation without(const std::vector<Evidence*>& evidence, const std::string& reason) {
  for (auto* piece : evidence) piece->not_counted = reason;
  return {"off", reason};
}

void take(const std::vector<Evidence*>& evidence, const CounterReport& report) {
  for (std::size_t i = 0; i < report.counts.size(); ++i)
    if (const auto& count = report.counts[i])
      evidence[i]->count = count.value();
    else
      evidence[i]->not_counted = count.reason();
}

}  // namespace

Confirmation confirm(std::vector<Evidence>& evidence, const ConfirmationPlan& plan) {
  const auto asked = countable(evidence);
  if (plan.method == entries::Method::off || asked.empty()) return {"off", {}};
  const auto report = run_counter(asked, plan);
  if (!report) return without(asked, report.reason());
  const auto& [method, not_used, counts] = report.value();
  if (counts.empty()) return without(asked, reasons(not_used));
  take(asked, report.value());
  return {method, reasons(not_used)};
}

std::string words(const Confirmation& confirmation) {
  const auto& [method, reason] = confirmation;
  const auto how =
      method == "off" ? "kernel entries were not counted" : "kernel entries counted by " + method;
  return reason.empty() ? how : fmt::format("{} ({})", how, reason);
}

}  // namespace vdsobench::bench
