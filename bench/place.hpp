#pragma once

#include <optional>
#include <string>

#include "host/cpu_load.hpp"

namespace vdsobench::bench {

/// Where to measure.
struct Place {
  int cpu;
  std::string why;
  host::CpuLoad load;  // empty where the user has chosen
};

/// The CPU that was asked for, else the best there is.
Place choose_place(std::optional<int> asked);

}  // namespace vdsobench::bench
