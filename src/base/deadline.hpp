#pragma once

#include <time.h>

#include <chrono>
#include <utility>

#include "base/result.hpp"

namespace vdsobench {

/// While it lives, the kernel will end this process by SIGKILL when the time is over. Nobody can
/// hold that up: a stopped process dies of SIGKILL too (of SIGALRM it would not), and only the
/// process itself can delete its timers. A forked child has none, timer_create(2).
class Deadline {
 public:
  static Result<Deadline> in(std::chrono::milliseconds time);

  Deadline(Deadline&& other) noexcept
      : timer_(other.timer_), armed_(std::exchange(other.armed_, false)) {}
  Deadline& operator=(Deadline&&) = delete;
  ~Deadline();

 private:
  explicit Deadline(timer_t timer) : timer_(timer) {}
  timer_t timer_;
  bool armed_ = true;
};

}  // namespace vdsobench
