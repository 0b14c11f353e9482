#include "calls/raw_clock.hpp"

#include <sys/syscall.h>
#include <time.h>

#include "arch/arch.hpp"
#include "calls/tick_access.hpp"

namespace vdsobench::calls {

namespace {

RawClock::time_point time_of(const timespec& read) {
  return RawClock::time_point(std::chrono::seconds(read.tv_sec) +
                              std::chrono::nanoseconds(read.tv_nsec));
}

}  // namespace

RawClock::time_point RawClock::now() {
  if (tick_access() == TickAccess::denied) return now_by_kernel();
  timespec read;
  clock_gettime(CLOCK_MONOTONIC_RAW, &read);
  return time_of(read);
}

RawClock::time_point RawClock::now_by_kernel() {
  timespec read;
  arch::trap(SYS_clock_gettime, CLOCK_MONOTONIC_RAW, reinterpret_cast<long>(&read));
  return time_of(read);
}

}  // namespace vdsobench::calls
