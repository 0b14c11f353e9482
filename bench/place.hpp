#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/cpu_load.hpp"

namespace vdsobench::bench {

/// Where to measure.
struct Place {
  int cpu;
  std::string why;
  host::CpuLoad load;     // empty where the user has chosen
  std::vector<int> cpus;  // for threads, in the order in which they are added
  bool fixed = true;      // false where the process may not choose, and is there by chance
};

/// The CPU that was asked for, else the best there is.
Place choose_place(std::optional<int> asked);

/// Stays there, as far as that may be chosen. Throws UsageError where the machine has no such CPU.
void stay_at(const Place& place);

}  // namespace vdsobench::bench
