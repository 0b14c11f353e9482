#include "base/deadline.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <cerrno>
#include <cstring>

#include "base/sandbox.hpp"

namespace vdsobench {

namespace {

itimerspec once_after(std::chrono::milliseconds time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  itimerspec when = {};
  when.it_value.tv_sec = static_cast<time_t>(seconds.count());
  when.it_value.tv_nsec = static_cast<long>(std::chrono::nanoseconds(time - seconds).count());
  return when;
}

sigevent kill_at_the_end() {
  sigevent event = {};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGKILL;
  return event;
}

// A filter may kill for these rather than refuse them.
bool may_set_timers() {
  static const bool survived = is_survived([] {
    auto event = kill_at_the_end();
    const itimerspec never = {};
    timer_t timer = {};
    if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0) return;
    timer_settime(timer, 0, &never, nullptr);
    timer_delete(timer);
  });
  return survived;
}

}  // namespace

// Both can fail: a user may be allowed no timer (RLIMIT_SIGPENDING), a sandbox no such call.
Result<Deadline> Deadline::in(std::chrono::milliseconds time) {
  if (!may_set_timers())
    return Reason{"no deadline can be set: a seccomp filter kills for timer_create(2)"};
  auto event = kill_at_the_end();
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
