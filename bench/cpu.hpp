#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/cpu_load.hpp"

namespace vdsobench::bench {

/// The CPU to measure on.
struct CpuChoice {
  int cpu;
  std::string why;
  host::CpuLoad load;     // empty where the user has chosen
  std::vector<int> cpus;  // for threads, in the order in which they are added
  bool fixed = true;      // false where the process may not choose, and is there by chance
};

/// The CPU that was asked for, else the best there is.
CpuChoice choose_cpu(std::optional<int> asked);

/// Keeps this thread on one CPU. Throws UsageError where it may not run there.
void pin(int cpu);

/// Keeps this thread on the chosen CPU, as far as that may be chosen. Throws as pin() does.
void pin(const CpuChoice& choice);

/// Keeps this thread on one CPU, whichever, where the process may choose one at all.
void pin_anywhere();

}  // namespace vdsobench::bench
