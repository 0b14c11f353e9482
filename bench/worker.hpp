#pragma once

#include <string>

#include "bench/options.hpp"

namespace vdsobench::bench {

/// Measures in this process and gives a WorkerReport, as JSON.
std::string worker_report(const WorkerOptions& options);

/// The same, written to standard output. `vdsobench worker` is not
/// for users, but can be run by hand.
int worker(const WorkerOptions& options);

}  // namespace vdsobench::bench
