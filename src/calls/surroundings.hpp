#pragma once

#include <vector>

#include "arch/result.hpp"
#include "image/live.hpp"
#include "image/mappings.hpp"

namespace vdsobench::calls {

/// What the kernel mapped into this process, as far as paths depend on it.
struct Surroundings {
  std::vector<image::Mapping> mappings;
  Result<image::LiveImage> vdso;
};

Surroundings own_surroundings();

}  // namespace vdsobench::calls
