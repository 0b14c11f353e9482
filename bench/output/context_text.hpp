#pragma once

#include <string>

#include "bench/output/display.hpp"
#include "host/context.hpp"

namespace vdsobench::bench {

/// What is known of a machine, for people: first what its kernel does about the CPU's faults, which
/// is what makes system calls dear, those that it leaves open before those that it mitigates; then
/// a line a key.
std::string context_text(const host::Context& context, const Display& display);

}  // namespace vdsobench::bench
