#pragma once

#include <vector>

#include "arch/result.hpp"
#include "image/live.hpp"
#include "image/mappings.hpp"

namespace vdsobench::calls {

/// What the kernel gave this process, as far as paths depend on it.
struct Surroundings {
  std::vector<image::Mapping> mappings;
  Result<image::LiveImage> vdso;
  bool ticks_permitted = true;  // false where PR_SET_TSC, prctl(2), forbids to read the counter
  bool filtered = false;        // a seccomp filter is active
};

/// Finds out, and then lets this process read the counter whatever it was given: its own clocks and
/// the loader of every program that it starts would die of it otherwise.
Surroundings own_surroundings();

}  // namespace vdsobench::calls
