#pragma once

#include <optional>

#include "entries/counter.hpp"

namespace vdsobench::entries {

/// A call that the kernel emulates here; none where there is no vsyscall page, or it does not
/// answer.
using EmulatedCall = std::optional<calls::BoundCall>;

/// Tries one out, in a child.
EmulatedCall emulated_call();

/// True if a counter counts what is known: system calls of the trap instruction, and nothing in an
/// empty loop. Otherwise what it got wrong.
Result<> prove(Counter& counter);

/// True if it sees every call into the vsyscall page enter the kernel. As what does not matter:
/// valgrind makes a system call of it.
Result<> prove_for_page(Counter& counter, const calls::BoundCall& emulated);

}  // namespace vdsobench::entries
