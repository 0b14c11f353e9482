#include "calls/raw_clock.hpp"

#include <fmt/format.h>
#include <sys/syscall.h>
#include <time.h>

#include <system_error>

#include "arch/arch.hpp"
#include "calls/tick_access.hpp"
#include "image/live.hpp"

namespace vdsobench::calls {

namespace {

using ClockGettime = int(clockid_t, timespec*);

// The vDSO's own: whoever takes the C library's place (LD_PRELOAD, libfaketime) may let its clocks
// stand still, and what waits for them would have no end.
ClockGettime* clock_that_runs() try {
  const auto image = image::live_image(image::own_mappings());
  if (!image) return &clock_gettime;
  const auto& [base, symbols] = image.value();
  const auto symbol =
      symbols.find(fmt::format("{}clock_gettime", arch::vdso_prefix), arch::vdso_version);
  return symbol ? reinterpret_cast<ClockGettime*>(base + symbol->offset) : &clock_gettime;
} catch (const std::system_error&) {
  return &clock_gettime;  // there is no /proc
}

RawClock::time_point time_of(const timespec& read) {
  return RawClock::time_point(std::chrono::seconds(read.tv_sec) +
                              std::chrono::nanoseconds(read.tv_nsec));
}

}  // namespace

RawClock::time_point RawClock::now() {
  if (tick_access() == TickAccess::denied) return now_by_kernel();
  static ClockGettime* const clock = clock_that_runs();
  timespec read = {};
  clock(CLOCK_MONOTONIC_RAW, &read);
  return time_of(read);
}

RawClock::time_point RawClock::now_by_kernel() {
  timespec read = {};
  arch::trap(SYS_clock_gettime, CLOCK_MONOTONIC_RAW, reinterpret_cast<long>(&read));
  return time_of(read);
}

}  // namespace vdsobench::calls
