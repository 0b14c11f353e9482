#pragma once

#include <vector>

#include "arch/result.hpp"
#include "calls/tick_access.hpp"
#include "image/live.hpp"
#include "image/mappings.hpp"

namespace vdsobench::calls {

/// What the kernel gave this process, as far as paths depend on it.
struct Surroundings {
  std::vector<image::Mapping> mappings;
  Result<image::LiveImage> vdso;
  TickAccess ticks = TickAccess::allowed;
  bool filtered = false;  // a seccomp filter is active
};

Surroundings own_surroundings();

}  // namespace vdsobench::calls
