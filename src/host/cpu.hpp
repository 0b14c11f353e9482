#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/root.hpp"

namespace vdsobench::host {

/// Per CPU, because the CPUs of one machine may differ (performance and efficiency cores).
struct Cpu {
  std::optional<std::string> model;
  std::optional<std::string> microcode;
  std::optional<std::string> features;  // of those that bear on these calls, in the kernel's order
};

Cpu cpu(const Root& root, int number);

/// "none" where nothing scales the frequency, as in most virtual machines.
std::string governor(const Root& root, int number);

/// Every feature that /proc/cpuinfo names for a CPU.
std::vector<std::string> all_features(const Root& root, int number);

}  // namespace vdsobench::host
