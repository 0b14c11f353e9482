#include "entries/machine.hpp"

#include "calls/probe.hpp"
#include "entries/ebpf_counter.hpp"
#include "entries/perf_counter.hpp"
#include "entries/seccomp_counter.hpp"

namespace vdsobench::entries {

Result<std::unique_ptr<Counter>> open_counter(const std::string& name) {
  if (name == "ebpf") return ebpf_counter(Messages::silent);
  if (name == "perf") return perf_counter();
  return seccomp_counter();
}

Result<calls::BoundCall> answering_call(const std::string& name,
                                        const calls::Arguments& arguments) {
  for (const auto& call : calls::all_calls()) {
    if (call.name() != name) continue;
    auto bound = calls::bind(call, calls::own_process_facts());
    if (!bound) return bound;
    const auto probe = calls::probe(bound.value(), arguments);
    if (probe.ending != calls::Probe::Ending::answered) return Reason{probe.describe()};
    return bound;
  }
  return Reason{"this architecture has no such call"};
}

std::vector<calls::BoundCall> answering_calls(const calls::Arguments& arguments) {
  std::vector<calls::BoundCall> answering;
  for (const auto& call : calls::all_calls())
    if (const auto bound = answering_call(call.name(), arguments))
      answering.push_back(bound.value());
  return answering;
}

}  // namespace vdsobench::entries
