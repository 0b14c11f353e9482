#pragma once

#include "entries/counter.hpp"

namespace vdsobench::entries {

/// True if a counter counts what is known: system calls of the trap instruction, calls into the
/// vsyscall page where there is one, and nothing in an empty loop. Otherwise what it got wrong.
Result<bool> prove(Counter& counter);

}  // namespace vdsobench::entries
