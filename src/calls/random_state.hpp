#pragma once

#include <cstddef>

#include "base/result.hpp"
#include "calls/path.hpp"

namespace vdsobench::calls {

/// The memory that vDSO getrandom keeps its state in, mapped as the kernel asks. Lives as long as
/// the process; a thread needs its own.
struct RandomState {
  void* memory;
  std::size_t size;
};

/// `getrandom`: the vDSO's function, which says what it needs when called with a state size of ~0
/// (include/uapi/linux/random.h, struct vgetrandom_opaque_params; lib/vdso/getrandom.c).
Result<RandomState> allocate_random_state(Target getrandom);

/// Whether the kernel's random generator has been seeded: until then, as on a first boot without a
/// source of entropy, getrandom(2) waits, and the vDSO's makes the system call
/// (lib/vdso/getrandom.c, is_ready). Where a filter forbids to ask, nothing is held against it.
bool random_generator_ready();

}  // namespace vdsobench::calls
