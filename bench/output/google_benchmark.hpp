#pragma once

#include <string>
#include <vector>

#include "bench/cli/options.hpp"
#include "bench/measure/measurement.hpp"
#include "host/context.hpp"

namespace vdsobench::bench {

/// Tells Google Benchmark its flags. Throws UsageError for one that it does not know.
void initialize_library(const RunOptions& options);

/// Hands a measurement to Google Benchmark, which writes it to standard output in the format asked
/// for (the table excepted, which is ours). Every call is a benchmark of its own, every process a
/// row of it. Gives the result as JSON.
std::string report(const Measurement& measurement, const host::Context& context,
                   const RunOptions& options);

}  // namespace vdsobench::bench
