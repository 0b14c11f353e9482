#include "bench/affinity.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "bench/failure.hpp"
#include "host/affinity.hpp"
#include "host/cpus.hpp"

namespace vdsobench::bench {

void pin(int cpu) {
  if (!host::stay_on(cpu))
    throw UsageError(
        fmt::format("cannot run on CPU {}: {} (see taskset -p $$, or /sys/devices/"
                    "system/cpu/online)",
                    cpu, std::strerror(errno)));
}

void pin_anywhere() { host::stay_on(*host::reachable_cpus(host::Root{}).begin()); }

}  // namespace vdsobench::bench
