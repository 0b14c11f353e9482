#include "host/advice.hpp"

#include <fmt/format.h>

#include <iterator>
#include <optional>

#include "host/clocksource.hpp"
#include "host/cpu.hpp"
#include "host/cpus.hpp"
#include "host/power.hpp"
#include "host/tsc_distrust.hpp"
#include "host/user_kernel.hpp"

namespace vdsobench::host {

namespace {

using Advice = std::optional<std::string>;

// A sample of 50 ms has five ticks: one may be anybody's, two are a neighbour.
constexpr double busy_share = 0.25;

Advice on_build(const Root&, const Plan& plan) {
  if (!plan.debug_build) return {};
  return "this is a debug build, whose loops are slower: build with the preset 'release'";
}

Advice on_ticks(const Root&, const Plan& plan) {
  if (!plan.readable_ticks)
    return "this process may not read the tick counter: batches of 1 ms are timed by the system "
           "call CLOCK_MONOTONIC_RAW, so fewer of them; for finer figures run without PR_SET_TSC, "
           "prctl(2)";
  if (plan.steady_ticks) return {};
  return "the tick counter may change its rate here (no invariant TSC): cycles hold all the same, "
         "nanoseconds are means over stretches of CLOCK_MONOTONIC_RAW, so compare cycles";
}

Advice on_load(const Root&, const Plan& plan) {
  const double share = load_of(plan.load, plan.cpu);
  if (share < busy_share) return {};
  return fmt::format(
      "CPU {} was {:.0f} % busy with other work: stop that, or choose another CPU with --cpu",
      plan.cpu, 100 * share);
}

Advice on_sibling(const Root& root, const Plan& plan) {
  for (const int sibling : smt_siblings(root, plan.cpu)) {
    const double share = load_of(plan.load, sibling);
    if (share < busy_share) continue;
    return fmt::format(
        "CPU {} shares its core with CPU {}, which was {:.0f} % busy: stop what runs there, or "
        "take that CPU offline",
        plan.cpu, sibling, 100 * share);
  }
  return {};
}

Advice on_isolation(const Root& root, const Plan& plan) {
  const CpuSet isolated = isolated_cpus(root);
  if (isolated.contains(plan.cpu) || online_cpus(root).size() < 2) return {};
  if (!isolated.empty())
    return fmt::format("CPU {} is not isolated although CPU {} is: choose that with --cpu {}",
                       plan.cpu, *isolated.begin(), *isolated.begin());
  return fmt::format(
      "no CPU is isolated, so others may run on CPU {} too: for the steadiest figures boot with "
      "isolcpus={}",
      plan.cpu, plan.cpu);
}

// kernel/context_tracking.c accounts time at every border between user and kernel then.
Advice on_tick(const Root& root, const Plan& plan) {
  if (!nohz_full_cpus(root).contains(plan.cpu)) return {};
  return fmt::format(
      "CPU {} is nohz_full, which makes every kernel entry slower: choose a CPU without it to "
      "compare with other machines",
      plan.cpu);
}

std::string way_back_to_vdso(const Root& root, const Clocksource& sources) {
  if (const auto better = better_clocksource(sources))
    return fmt::format("'{}'", command_for(*better));
  if (const auto distrust = tsc_distrust(root)) return distrust->text;
  if (user_kernel(root) != UserKernel::none)
    return "the kernel is a program here, and has no other";
  return "no better one is available; a newer kernel, or the hypervisor's settings, may offer one";
}

Advice on_clocksource(const Root& root, const Plan&) {
  const auto sources = clocksource(root);
  if (!sources || has_vdso_mode(sources->current)) return {};
  return fmt::format(
      "clocksource {} cannot be read by the vDSO, so the precise clocks enter the kernel: {}",
      sources->current, way_back_to_vdso(root, *sources));
}

}  // namespace

std::vector<std::string> advice(const Root& root, const Plan& plan) {
  std::vector<std::string> lines;
  const auto add = [&](auto ask) {
    if (auto line = ask(root, plan)) lines.push_back(std::move(*line));
  };
  for (const auto ask : {on_build, on_clocksource, on_tick}) add(ask);
  if (plan.exact) return lines;
  for (const auto ask : {on_ticks, on_load, on_sibling, on_isolation}) add(ask);
  auto power = power_advice(root, plan.cpu);
  lines.insert(lines.end(), std::move_iterator(power.begin()), std::move_iterator(power.end()));
  return lines;
}

}  // namespace vdsobench::host
