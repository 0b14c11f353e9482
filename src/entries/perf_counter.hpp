#pragma once

#include <memory>

#include "entries/counter.hpp"

namespace vdsobench::entries {

/// Counts by perf events on the kernel's tracepoints, for the thread that calls this. Otherwise why
/// not, and what to do.
Result<std::unique_ptr<Counter>> perf_counter();

}  // namespace vdsobench::entries
