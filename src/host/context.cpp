#include "host/context.hpp"

#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "host/clocksource.hpp"
#include "host/cpu.hpp"
#include "host/hypervisor.hpp"
#include "host/isolation.hpp"
#include "host/kernel.hpp"
#include "host/keys.hpp"
#include "host/libc.hpp"
#include "host/mitigations.hpp"

namespace vdsobench::host {

namespace {

void add(Context& context, std::string_view key, const std::optional<std::string>& value) {
  if (value) context.emplace_back(key, *value);
}

void add_kernel(Context& context, const Root& root) {
  const Kernel running = kernel(root);
  add(context, keys::kernel_release, running.release);
  add(context, keys::kernel_version, running.version);
  add(context, keys::machine, running.machine);
  add(context, keys::kernel_parameters, running.parameters);
}

void add_clocksource(Context& context, const Root& root) {
  const auto sources = clocksource(root);
  if (!sources) return;
  add(context, keys::clocksource_before, sources->current);
  add(context, keys::clocksource_available, fmt::format("{}", fmt::join(sources->available, " ")));
}

void add_cpu(Context& context, const Root& root, int number) {
  const Cpu measured = cpu(root, number);
  add(context, keys::cpu_model, measured.model);
  add(context, keys::cpu_microcode, measured.microcode);
  add(context, keys::cpu_features, measured.features);
  add(context, keys::governor, governor(root, number));
}

}  // namespace

Context host_context(const Root& root, int cpu,
                     const std::vector<std::string>& hypervisor_signatures) {
  Context context;
  add_kernel(context, root);
  add_clocksource(context, root);
  add(context, keys::mitigations, mitigations(root));
  add_cpu(context, root, cpu);
  add(context, keys::hypervisor, hypervisor(root, hypervisor_signatures));
  add(context, keys::libc, libc());
  add(context, keys::rseq, rseq_registered() ? "on" : "off");
  add(context, keys::time_namespace, time_namespace(root));
  add(context, keys::seccomp_mode, seccomp_mode(root));
  return context;
}

}  // namespace vdsobench::host
