#include "bench/affinity.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <cerrno>
#include <cstring>

#include "bench/failure.hpp"

namespace vdsobench::bench {

void pin(int cpu) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(static_cast<std::size_t>(cpu), &set);
  if (sched_setaffinity(0, sizeof set, &set) != 0)
    throw UsageError(
        fmt::format("cannot run on CPU {}: {} (see taskset -p $$, or /sys/devices/"
                    "system/cpu/online)",
                    cpu, std::strerror(errno)));
}

}  // namespace vdsobench::bench
