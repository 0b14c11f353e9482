#pragma once

#include <sys/types.h>

#include <chrono>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/clock_events.hpp"
#include "programs/row.hpp"

namespace vdsobench::programs {

/// Something that happened while programs were watched. Text of it is printable.
struct Event {
  enum class Kind { clocksource, tsc_distrusted, falls_back, more };

  Kind kind;
  std::string text;               // such as "the clocksource is hpet, and was tsc"
  std::string kernels_line = {};  // as dmesg shows it, where there is one
  pid_t process = 0;              // of a program that falls back
  std::chrono::system_clock::time_point seen = std::chrono::system_clock::now();
};

/// As it stands in results, such as "tsc distrusted".
std::string_view to_string(Event::Kind kind);

/// Tells what changes while programs are watched: the kernel's clock, and who begins to pay for it.
class Events {
 public:
  /// Reads the kernel's log from here on, where this process may open it now.
  explicit Events(const Root& root) : clock_(root) {}

  /// Looks what happened to the clock. Has to be called before the counts are looked at: true where
  /// their reasons are others from now on.
  bool look();

  /// Those since the last interval. A program is one that begins to fall back where an interval
  /// before had no such row of it; of these a few are told, and how many more there are.
  std::vector<Event> take(const Interval& interval);

 private:
  void add_falls(const Interval& interval, std::vector<Event>& events);

  host::ClockEvents clock_;
  std::vector<Event> of_clock_ = {};                      // since the last interval
  std::set<std::pair<pid_t, std::string>> falling_ = {};  // processes and functions
  bool began_ = false;
};

}  // namespace vdsobench::programs
