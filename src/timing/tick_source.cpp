#include "timing/tick_source.hpp"

#include "calls/tick_access.hpp"

namespace vdsobench::timing {

TickSource tick_source() {
  const bool denied = calls::tick_access() == calls::TickAccess::denied;
  return denied ? TickSource::clock : TickSource::counter;
}

std::string_view to_string(TickSource source) {
  return source == TickSource::clock ? "clock_monotonic_raw" : arch::counter;
}

std::int64_t least_batch(TickSource source) {
  return source == TickSource::clock ? 1'000'000 : 20'000;
}

}  // namespace vdsobench::timing
