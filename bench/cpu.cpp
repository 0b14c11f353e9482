#include "bench/cpu.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "bench/exit_status.hpp"
#include "host/affinity.hpp"
#include "host/cpus.hpp"

namespace vdsobench::bench {

namespace {

CpuChoice not_chosen() {
  return {std::max(sched_getcpu(), 0), "by chance, for it may not choose one", {}, {}, false};
}

}  // namespace

CpuChoice choose_cpu(std::optional<int> asked) {
  const Root root;
  const auto allowed = host::reachable_cpus(root);
  if (asked) return {*asked, "as asked", {}, host::spread_over_cores(root, allowed, *asked)};
  auto load = host::sample_load(root);
  auto choice = host::choose_cpu(root, allowed, load);
  if (!host::can_stay_on(choice.cpu)) return not_chosen();
  auto cpus = host::spread_over_cores(root, allowed, choice.cpu);
  return {choice.cpu, std::move(choice.why), std::move(load), std::move(cpus)};
}

void pin(int cpu) {
  if (!host::stay_on(cpu))
    throw UsageError(
        fmt::format("cannot run on CPU {}: {} (see taskset -p $$, or /sys/devices/"
                    "system/cpu/online)",
                    cpu, std::strerror(errno)));
}

void pin(const CpuChoice& choice) {
  if (choice.fixed) pin(choice.cpu);
}

void pin_anywhere() { host::stay_on(*host::reachable_cpus(Root{}).begin()); }

}  // namespace vdsobench::bench
