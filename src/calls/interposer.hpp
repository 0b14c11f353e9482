#pragma once

#include <string>

#include "calls/path.hpp"

namespace vdsobench::calls {

/// The file that a function is in, as the loader named it, where that is neither the C library nor
/// the vDSO: what was preloaded (ld.so(8), LD_PRELOAD) answers in the library's place. Empty where
/// that is not so.
std::string interposer(Target target);

}  // namespace vdsobench::calls
