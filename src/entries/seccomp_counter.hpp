#pragma once

#include <memory>

#include "entries/counter.hpp"

namespace vdsobench::entries {

/// Counts in a child whose every system call a seccomp filter turns into a SIGSYS: no privilege,
/// and no system call is really made. Works as an ordinary user and in containers.
std::unique_ptr<Counter> seccomp_counter();

}  // namespace vdsobench::entries
