#pragma once

#include <string>
#include <vector>

#include "base/root.hpp"
#include "host/cpu_list.hpp"
#include "host/cpu_load.hpp"

namespace vdsobench::host {

CpuSet online_cpus(const Root& root);
CpuSet isolated_cpus(const Root& root);   // isolcpus=, or a cpuset's isolated partition
CpuSet nohz_full_cpus(const Root& root);  // without the scheduler's tick
CpuSet smt_siblings(const Root& root, int cpu);

/// Where this process may run: its affinity, and the isolated CPUs besides if that affinity is only
/// what isolcpus= leaves to everybody. Never empty.
CpuSet reachable_cpus(const Root& root);

struct CpuChoice {
  int cpu;
  std::string why;  // in words, to follow "CPU 3: "
};

/// An isolated CPU if there is any among those allowed, else one without the tick, else the least
/// busy of the fastest. `allowed` must not be empty.
CpuChoice choose_cpu(const Root& root, const CpuSet& allowed, const CpuLoad& load);

/// The allowed CPUs in the order in which busy threads are best added: `first`, one of every other
/// core, and only then those that share a core with one of these.
std::vector<int> spread_over_cores(const Root& root, const CpuSet& allowed, int first);

}  // namespace vdsobench::host
