#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bench/measurement.hpp"
#include "bench/options.hpp"
#include "bench/place.hpp"
#include "calls/surroundings.hpp"
#include "host/context.hpp"

namespace vdsobench::bench {

/// Where and how a run measures, and what is known about that.
struct Setting {
  calls::Surroundings surroundings;
  Place place;
  MeasurementPlan plan;
  host::Context context;
  std::vector<std::string> notes;
};

/// Chooses them for a run of so many calls, and stays on the CPU chosen from then on. Throws
/// UsageError where the machine has no such CPU, or too few for the threads asked for.
Setting prepare(const RunOptions& options, std::size_t calls);

}  // namespace vdsobench::bench
