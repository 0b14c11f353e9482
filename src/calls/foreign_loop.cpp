#include "calls/foreign_loop.hpp"

namespace vdsobench::calls {

std::optional<BoundLoop> foreign_loop(const BoundLoop&) { return std::nullopt; }

}  // namespace vdsobench::calls
