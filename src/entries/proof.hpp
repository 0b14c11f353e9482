#pragma once

#include <optional>

#include "entries/counter.hpp"

namespace vdsobench::entries {

/// A call that the kernel emulates here; none where there is no vsyscall page, or it does not
/// answer.
using EmulatedCall = std::optional<calls::BoundCall>;

/// Tries one out, in a child.
EmulatedCall emulated_call();

/// True if a counter counts what is known: system calls of the trap instruction, calls into the
/// vsyscall page where one is given, and nothing in an empty loop. Otherwise what it got wrong.
Result<> prove(Counter& counter, const EmulatedCall& emulated);

}  // namespace vdsobench::entries
