#include "verdict/machine_facts.hpp"

#include <algorithm>

#include "host/hypervisor.hpp"
#include "host/kernel_parameters.hpp"
#include "host/libc.hpp"

namespace vdsobench::verdict {

namespace {

std::optional<host::ClockFacts> clock_facts(const Root& root) {
  auto clocksource = host::clocksource(root);
  if (!clocksource) return {};
  return host::ClockFacts{*std::move(clocksource), host::tsc_distrust(root),
                          host::has_invariant_tsc(root),
                          host::hypervisor(root, host::hypervisor_signatures())};
}

}  // namespace

MachineFacts machine_facts(const Root& root) {
  const auto parameters = host::shareable_parameters(root.read("proc/cmdline").value_or(""));
  return {clock_facts(root), host::libc(),
          std::ranges::find(parameters, "vdso=0") != parameters.end(), host::user_kernel(root)};
}

}  // namespace vdsobench::verdict
