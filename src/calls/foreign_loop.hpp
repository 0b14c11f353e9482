#pragma once

#include <optional>

#include "calls/loop.hpp"

namespace vdsobench::calls {

/// The loop of a function that belongs to another C library than this program's: what goes over to
/// that library's thread before it, and comes back behind it. Some 20 instructions for a whole
/// loop. Nothing where the library is this program's own, as it is in every program but a static
/// one (bench/portable/static_libc.cpp).
std::optional<BoundLoop> foreign_loop(const BoundLoop& loop);

}  // namespace vdsobench::calls
