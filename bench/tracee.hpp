#pragma once

#include "bench/options.hpp"

namespace vdsobench::bench {

/// Runs calls for scripts/anatomy.py, which watches every instruction from outside the emulator:
/// around each warmed-up loop the emulator is paused. Writes a JSON document that says where the
/// loops and mappings lie, with the kernel's symbols in the pages that it is asked for.
int tracee(const TraceeOptions& options);

}  // namespace vdsobench::bench
