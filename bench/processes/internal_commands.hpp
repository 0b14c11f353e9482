#pragma once

#include <string>

#include "bench/cli/options.hpp"

// What this program starts itself with. Not for users, but each can be run by hand.
namespace vdsobench::bench {

/// Measures in this process and gives a WorkerReport, as JSON.
std::string worker_report(const WorkerOptions& options);

/// The same, written to standard output.
int worker(const WorkerOptions& options);

/// Runs calls for scripts/anatomy.py, which watches every instruction from outside the emulator:
/// around each warmed-up loop the emulator is paused. Writes a JSON document that says where the
/// loops and mappings lie, with the kernel's symbols in the pages that it is asked for.
int tracee(const TraceeOptions& options);

}  // namespace vdsobench::bench
