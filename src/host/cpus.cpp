#include "host/cpus.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <vector>

#include "base/text.hpp"
#include "host/affinity.hpp"

namespace vdsobench::host {

namespace {

CpuSet cpu_list_in(const Root& root, std::string_view file) {
  return parse_cpu_list(root.read(file).value_or(""));
}

// sched_getaffinity(2) fails with EINVAL for a mask smaller than the kernel's own.
CpuSet affinity() {
  constexpr std::size_t largest = 64;  // times 1024 CPUs
  for (std::size_t size = 1; size <= largest; size *= 2) {
    std::vector<cpu_set_t> mask(size);
    const std::size_t bytes = size * sizeof(cpu_set_t);
    if (sched_getaffinity(0, bytes, mask.data()) != 0) continue;
    CpuSet cpus;
    for (int cpu = 0; cpu < static_cast<int>(size) * CPU_SETSIZE; ++cpu)
      if (CPU_ISSET_S(static_cast<std::size_t>(cpu), bytes, mask.data())) cpus.insert(cpu);
    return cpus;
  }
  return {std::max(sched_getcpu(), 0)};
}

int capacity(const Root& root, int cpu) {
  const auto text = root.read(fmt::format("sys/devices/system/cpu/cpu{}/cpu_capacity", cpu));
  return leading_number<int>(text.value_or(""));
}

// Without efficiency cores, unless there are only those: by what the scheduler knows of capacity,
// and before x86 told it (6.12) by the perf unit that Intel's hybrids have for them (5.13).
CpuSet fastest(const Root& root, const CpuSet& cpus) {
  int most = 0;
  for (const int cpu : cpus) most = std::max(most, capacity(root, cpu));
  CpuSet strong;
  for (const int cpu : cpus)
    if (capacity(root, cpu) == most) strong.insert(cpu);
  const CpuSet performance = difference(strong, cpu_list_in(root, "sys/devices/cpu_atom/cpus"));
  return performance.empty() ? strong : performance;
}

double sibling_load(const Root& root, const CpuLoad& load, int cpu) {
  double sum = 0;
  for (const int sibling : smt_siblings(root, cpu)) sum += load_of(load, sibling);
  return sum;
}

// Of equals the last: the first CPU is the one to serve most interrupts and keep the kernel's time.
int quietest(const Root& root, const CpuSet& cpus, const CpuLoad& load) {
  const auto order = [&](int cpu) {
    return std::tuple(load_of(load, cpu), sibling_load(root, load, cpu), -cpu);
  };
  return *std::min_element(cpus.begin(), cpus.end(),
                           [&](int left, int right) { return order(left) < order(right); });
}

std::string why_least_busy(const CpuSet& allowed, const CpuLoad& load, int cpu) {
  if (allowed.size() == 1) return "the only CPU allowed";
  if (!load.contains(cpu))
    return fmt::format("one of {} allowed, whose load is unknown", allowed.size());
  return fmt::format("the least busy of {} ({:.0f} % in a short sample)", allowed.size(),
                     100 * load.at(cpu));
}

}  // namespace

CpuSet online_cpus(const Root& root) { return cpu_list_in(root, "sys/devices/system/cpu/online"); }

CpuSet isolated_cpus(const Root& root) {
  return cpu_list_in(root, "sys/devices/system/cpu/isolated");
}

CpuSet nohz_full_cpus(const Root& root) {
  return cpu_list_in(root, "sys/devices/system/cpu/nohz_full");
}

CpuSet smt_siblings(const Root& root, int cpu) {
  const auto file = fmt::format("sys/devices/system/cpu/cpu{}/topology/thread_siblings_list", cpu);
  return difference(cpu_list_in(root, file), {cpu});
}

CpuSet reachable_cpus(const Root& root) {
  CpuSet cpus = affinity();
  const CpuSet isolated = isolated_cpus(root);
  // A narrower affinity is the user's own (taskset), and holds.
  if (cpus != difference(online_cpus(root), isolated)) return cpus;
  std::copy_if(isolated.begin(), isolated.end(), std::inserter(cpus, cpus.end()), can_stay_on);
  return cpus;
}

CpuChoice choose_cpu(const Root& root, const CpuSet& allowed, const CpuLoad& load) {
  const CpuSet nohz_full = intersection(allowed, nohz_full_cpus(root));
  const CpuSet isolated = intersection(allowed, isolated_cpus(root));
  // Every entry into the kernel costs more without the tick, for the time of user and kernel is
  // then accounted at each border (kernel/context_tracking.c): isolation alone is better.
  const CpuSet quiet = difference(isolated, nohz_full);
  if (!quiet.empty())
    return {quietest(root, fastest(root, quiet), load), "isolated from other processes"};
  const CpuSet tickless = isolated.empty() ? nohz_full : isolated;
  if (!tickless.empty())
    return {quietest(root, fastest(root, tickless), load),
            "without the scheduler's tick (nohz_full), which makes every kernel entry slower"};
  const int cpu = quietest(root, fastest(root, allowed), load);
  return {cpu, why_least_busy(allowed, load, cpu)};
}

std::vector<int> spread_over_cores(const Root& root, const CpuSet& allowed, int first) {
  std::vector<int> order = {first};
  std::vector<int> later;
  CpuSet shared = smt_siblings(root, first);
  for (const int cpu : difference(allowed, {first})) {
    if (shared.contains(cpu)) {
      later.push_back(cpu);
      continue;
    }
    order.push_back(cpu);
    shared.merge(smt_siblings(root, cpu));
  }
  order.insert(order.end(), later.begin(), later.end());
  return order;
}

}  // namespace vdsobench::host
