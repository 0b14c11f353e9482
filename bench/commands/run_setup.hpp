#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bench/cli/options.hpp"
#include "bench/cpu.hpp"
#include "bench/measure/measurement.hpp"
#include "calls/process_facts.hpp"
#include "host/context.hpp"

namespace vdsobench::bench {

/// Where and how a run measures, and what is known about that.
struct RunSetup {
  calls::ProcessFacts process_facts;
  CpuChoice place;
  MeasurementPlan plan;
  host::Context context;
  std::vector<std::string> notes;
};

/// Chooses them for a run of so many calls, and stays on the CPU chosen from then on. Throws
/// UsageError where the machine has no such CPU, or too few for the threads asked for.
RunSetup prepare(const RunOptions& options, std::size_t calls);

}  // namespace vdsobench::bench
