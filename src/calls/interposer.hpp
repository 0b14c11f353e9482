#pragma once

#include <span>
#include <string>

#include "calls/path.hpp"
#include "image/mappings.hpp"

namespace vdsobench::calls {

/// The file that a function is in, as the kernel names it, where that is neither the C library nor
/// the vDSO: what was preloaded (ld.so(8), LD_PRELOAD) answers in the library's place. Empty where
/// that is not so. `mappings`: all that this process has.
std::string interposer(Target target, std::span<const image::Mapping> mappings);

}  // namespace vdsobench::calls
