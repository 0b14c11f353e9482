#pragma once

#include <string>
#include <vector>

#include "base/root.hpp"
#include "host/cpu_load.hpp"

namespace vdsobench::host {

struct Plan {
  int cpu;             // measured on
  CpuLoad load;        // just before; empty if not sampled
  bool debug_build;    // of vdsobench
  bool exact = false;  // instructions are counted, whose number neither load nor power changes
  bool steady_ticks = true;    // the tick counter runs at one rate
  bool readable_ticks = true;  // and may be read
};

/// What would make this machine's figures steadier, one line each, and only what applies to it.
/// A line says what is so, and what to do about it. Nothing is changed.
std::vector<std::string> advice(const Root& root, const Plan& plan);

}  // namespace vdsobench::host
