#pragma once

#include <string>
#include <string_view>

#include "bench/cli/options.hpp"
#include "bench/processes/worker_request.hpp"

// What this program starts itself with. Not for users, but each can be run by hand.
namespace vdsobench::bench {

/// Measures in this process and gives a WorkerReport, as JSON. Throws UsageError for calls and CPUs
/// that there are not, MeasurementError for what cannot be measured.
std::string worker_report(const WorkerRequest& request);

/// The same for a WorkerRequest as JSON, written to standard output.
int worker(std::string_view request);

/// Runs calls for scripts/anatomy.py, which watches every instruction from outside the emulator:
/// around each warmed-up loop the emulator is paused. Writes a JSON document that says where the
/// loops and mappings lie, with the kernel's symbols in the pages that it is asked for.
int tracee(const TraceeOptions& options);

}  // namespace vdsobench::bench
