#include "bench/output/context.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "arch/arch.hpp"
#include "bench/measure/judgement.hpp"
#include "bench/version.hpp"
#include "host/clocksource.hpp"
#include "host/hypervisor.hpp"
#include "host/keys.hpp"
#include "timing/tick_source.hpp"

namespace vdsobench::bench {

namespace {

namespace keys = host::keys;

void add(host::Context& context, std::string_view key, std::string value) {
  context.emplace_back(std::string(key), std::move(value));
}

// Each name once: the vDSO exports most of them with and without its prefix.
std::string vdso_symbols(const image::LiveImage& vdso) {
  std::vector<std::string> names;
  for (const auto& symbol : vdso.symbols.all())
    if (symbol.name.starts_with(arch::vdso_prefix))
      names.push_back(symbol.name.substr(arch::vdso_prefix.size()));
  std::ranges::sort(names);
  return fmt::format("{}", fmt::join(names, " "));
}

}  // namespace

std::string_view value_of(const host::Context& context, std::string_view key) {
  for (const auto& [name, value] : context)
    if (name == key) return value;
  return {};
}

host::Context machine_context(const calls::ProcessFacts& process_facts, int cpu) {
  host::Context context;
  add(context, keys::schema, std::string(schema));
  add(context, keys::version, std::string(version));
  for (auto& entry : host::host_context(Root{}, cpu, host::hypervisor_signatures()))
    context.push_back(std::move(entry));
  add(context, keys::vsyscall_mode,
      std::string(image::to_string(image::vsyscall_mode(process_facts.mappings))));
  const auto& vdso = process_facts.vdso;
  add(context, keys::vdso_build_id, vdso ? vdso.value().symbols.build_id() : "");
  add(context, keys::vdso_symbols, vdso ? vdso_symbols(vdso.value()) : "");
  return context;
}

void add_confirmation(host::Context& context, const Confirmation& confirmation) {
  add(context, keys::confirm, confirmation.method);
  if (!confirmation.reason.empty()) add(context, keys::confirm_reason, confirmation.reason);
}

void add_run(host::Context& context, const Measurement& measurement, const MeasurementPlan& plan) {
  if (const auto source = host::clocksource(Root{}))
    add(context, keys::clocksource_after, source->current);
  std::size_t processes = 0;
  for (const auto& row : measurement.rows) processes = std::max(processes, row.figures.size());
  add(context, keys::mode, measurement.exact ? "exact" : "timed");
  add(context, keys::counter, std::string(to_string(timing::tick_source())));
  add(context, keys::counter_hz, fmt::format("{:.0f}", measurement.counter_hz));
  if (measurement.latency && measurement.step > 0)
    add(context, keys::counter_step,
        fmt::format("{}", measurement.step * measurement.ns_per_unit()));
  if (measurement.core_hz > 0)
    add(context, keys::core_hz, fmt::format("{:.0f}", measurement.core_hz));
  if (const auto share = quiet_share(measurement))
    add(context, keys::quiet, fmt::format("{:.3f}", *share));
  if (const auto additions = additions_a_cycle(measurement))
    add(context, keys::additions_a_cycle, fmt::format("{:.2f}", *additions));
  if (plan.worker.cpu) add(context, keys::pinned_cpu, fmt::format("{}", *plan.worker.cpu));
  add(context, keys::processes, fmt::format("{}", processes));
  if (!plan.worker.cpus.empty())
    add(context, keys::thread_cpus, fmt::format("{}", fmt::join(plan.worker.cpus, " ")));
}

void add_warnings(host::Context& context, const std::vector<std::string>& warnings) {
  if (!warnings.empty()) add(context, keys::warnings, fmt::format("{}", fmt::join(warnings, "\n")));
}

void add_verdict(host::Context& context, const Told& told, const Measurement& measurement) {
  add(context, keys::verdict, verdict_json(told, measurement));
}

}  // namespace vdsobench::bench
