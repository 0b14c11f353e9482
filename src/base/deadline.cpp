#include "base/deadline.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <cerrno>
#include <cstring>

namespace vdsobench {

namespace {

itimerspec once_after(std::chrono::milliseconds time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  itimerspec when = {};
  when.it_value.tv_sec = static_cast<time_t>(seconds.count());
  when.it_value.tv_nsec = static_cast<long>(std::chrono::nanoseconds(time - seconds).count());
  return when;
}

}  // namespace

// Both can fail: a user may be allowed no timer (RLIMIT_SIGPENDING), a sandbox no such call.
Result<Deadline> Deadline::in(std::chrono::milliseconds time) {
  sigevent event = {};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGKILL;
  timer_t timer = {};
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0)
    return Reason{fmt::format("no deadline can be set: timer_create: {}", std::strerror(errno))};
  Deadline deadline(timer);
  const auto when = once_after(time);
  if (timer_settime(timer, 0, &when, nullptr) != 0)
    return Reason{fmt::format("no deadline can be set: timer_settime: {}", std::strerror(errno))};
  return deadline;
}

Deadline::~Deadline() {
  if (armed_) timer_delete(timer_);
}

}  // namespace vdsobench
