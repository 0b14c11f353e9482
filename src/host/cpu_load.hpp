#pragma once

#include <chrono>
#include <cstdint>
#include <map>

#include "base/root.hpp"

namespace vdsobench::host {

struct CpuTicks {
  std::uint64_t busy;
  std::uint64_t total;
};

/// By CPU, since boot; from /proc/stat.
std::map<int, CpuTicks> cpu_ticks(const Root& root);

/// By CPU, the share of time (0 to 1) that others kept it busy, the hypervisor's other guests
/// ("steal") among them. A CPU of which nothing is known is not there.
using CpuLoad = std::map<int, double>;

/// 0 for a CPU of which nothing is known.
double load_of(const CpuLoad& load, int cpu);

CpuLoad load_between(const std::map<int, CpuTicks>& before, const std::map<int, CpuTicks>& after);

/// Sleeps between two readings. A tick of /proc/stat is 10 ms: this finds a busy neighbour, no
/// more.
CpuLoad sample_load(const Root& root,
                    std::chrono::milliseconds period = std::chrono::milliseconds(50));

}  // namespace vdsobench::host
