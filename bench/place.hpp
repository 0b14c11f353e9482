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
};

/// The CPU that was asked for, else the best there is.
Place choose_place(std::optional<int> asked);

}  // namespace vdsobench::bench
