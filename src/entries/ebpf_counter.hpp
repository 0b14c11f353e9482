#pragma once

#include <memory>

#include "entries/attach.hpp"
#include "entries/counter.hpp"

namespace vdsobench::entries {

/// Counts by BPF programs on the kernel's tracepoints, for the thread that calls this. Otherwise
/// why not, and what to do.
Result<std::unique_ptr<Counter>> ebpf_counter(Messages messages);

}  // namespace vdsobench::entries
