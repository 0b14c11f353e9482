#include "verdict/machine_facts.hpp"

#include <algorithm>

#include "host/kernel_parameters.hpp"
#include "host/libc.hpp"
#include "host/tsc_distrust.hpp"

namespace vdsobench::verdict {

MachineFacts machine_facts(const Root& root) {
  const auto parameters = host::shareable_parameters(root.read("proc/cmdline").value_or(""));
  return {host::clocksource(root), host::tsc_distrust(root), host::libc(),
          std::ranges::find(parameters, "vdso=0") != parameters.end()};
}

}  // namespace vdsobench::verdict
