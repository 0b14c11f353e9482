#pragma once

#include <functional>
#include <span>

#include "calls/loop.hpp"
#include "timing/session.hpp"

namespace vdsobench::timing {

/// Times the calls on as many threads at once as there are arguments, a thread each. They go
/// through the same calls in the same order, and start every batch together; each times its own
/// batches by its own clock, and the samples are those of all. `settle` is called on every thread,
/// with its number, before any measures: there it can choose its CPU. What that throws ends the
/// process, as the others would wait for the thread for ever. Throws std::system_error where there
/// are not enough threads to be had.
Session measure_together(std::span<const calls::BoundLoop> loops,
                         std::span<const calls::Arguments> arguments,
                         const std::function<void(std::size_t thread)>& settle, const Plan& plan);

}  // namespace vdsobench::timing
