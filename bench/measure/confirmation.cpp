#include "bench/measure/confirmation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bench/json_text.hpp"
#include "bench/processes/counter.hpp"
#include "bench/processes/self.hpp"
#include "entries/capabilities.hpp"

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

CounterRequest request_for(const std::vector<Evidence*>& evidence, const ConfirmationPlan& plan) {
  CounterRequest request = {.calls = {}, .method = plan.method};
  for (const auto* piece : evidence) request.calls.push_back(piece->bound.value());
  if (plan.verbose) request.messages = entries::Messages::shown;
  return request;
}

Result<std::string> answer_to(const CounterRequest& request) {
  constexpr std::chrono::seconds patience(30);
  const auto child = fork_to([&] { return json_text(count_entries(request)); });
  entries::give_up_lent_capabilities();
  return child ? answer_of(child.value(), patience) : child.reason();
}

Result<CounterReport> run_counter(const CounterRequest& request) {
  const auto text = answer_to(request);
  if (!text) return Reason{fmt::format("the process that counts {}", text.reason().text)};
  try {
    auto report = nlohmann::json::parse(text.value()).get<CounterReport>();
    if (report.counts.empty() || report.counts.size() == request.calls.size()) return report;
  } catch (const nlohmann::json::exception&) {
  }
  return Reason{"the process that counts sent something else than its counts"};
}

// Where the process dies of trying a better way, as under a filter that kills for what that needs.
Result<CounterReport> run_counter_again_by_seccomp(CounterRequest request,
                                                   const std::string& failure) {
  request.method = entries::Method::seccomp;
  auto report = run_counter(request);
  if (!report) return Reason{failure};
  auto found = std::move(report).value();
  found.not_used.insert(found.not_used.begin(), {"ebpf or perf", failure});
  return found;
}

Result<CounterReport> count(const CounterRequest& request) {
  auto report = run_counter(request);
  if (report || request.method != entries::Method::automatic) return report;
  return run_counter_again_by_seccomp(request, report.reason().text);
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
      evidence[i]->not_counted = count.reason().text;
}

}  // namespace

Confirmation confirm(std::vector<Evidence>& evidence, const ConfirmationPlan& plan) {
  const auto asked = countable(evidence);
  if (plan.method == entries::Method::off || asked.empty()) {
    entries::give_up_lent_capabilities();
    return {"off", {}};
  }
  const auto report = count(request_for(asked, plan));
  if (!report) return without(asked, report.reason().text);
  const auto& [method, not_used, counts] = report.value();
  if (counts.empty()) return without(asked, reasons(not_used));
  take(asked, report.value());
  return {method, reasons(not_used)};
}

std::string describe(const Confirmation& confirmation) {
  const auto& [method, reason] = confirmation;
  const auto how =
      method == "off" ? "kernel entries were not counted" : "kernel entries counted by " + method;
  return reason.empty() ? how : fmt::format("{} ({})", how, reason);
}

}  // namespace vdsobench::bench
