#include "bench/processes/counter.hpp"

#include "calls/process_facts.hpp"
#include "entries/capabilities.hpp"

namespace vdsobench::bench {

CounterReport count_entries(const CounterRequest& request) {
  const auto arguments = calls::own_arguments(calls::own_process_facts());
  entries::take_up_lent_capabilities();
  const auto attached = entries::attach(request.method, request.messages, request.longest);
  if (!attached.opened) return {.method = "off", .not_used = attached.not_used, .counts = {}};
  const auto& opened = *attached.opened;
  CounterReport report = {std::string(opened.counter->name()), attached.not_used, {}};
  for (const auto& call : request.calls)
    report.counts.push_back(opened.count(call, arguments, request.times));
  return report;
}

}  // namespace vdsobench::bench
