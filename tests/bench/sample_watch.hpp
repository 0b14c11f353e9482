#pragma once

#include "programs/watcher.hpp"

// An interval of a watch as tests want it.

namespace vdsobench::bench {

inline programs::Row sample_row(pid_t process, const char* name, unsigned function,
                                std::uint64_t calls) {
  return {.process = process,
          .name = name,
          .asked = {function, 0},
          .origin = {.place = programs::Place::libc, .file = "/lib/libc.so.6", .symbol = "syscall"},
          .explanation = {{verdict::Grade::bad, "it asks past the vDSO", "ask\nsudo more"}, true},
          .circumstances = {"32-bit"},
          .library = "glibc 2.36",
          .calls = calls};
}

/// Two seconds of three processes.
inline programs::Interval sample_interval() {
  auto page = sample_row(3, "old", VDSOBENCH_TIME, 4'000);
  page.origin = {programs::Place::vsyscall};
  auto none = sample_row(2, "busy", VDSOBENCH_CLOCK_GETTIME, 200'000);
  none.asked.clock = 3;
  none.explanation = {{verdict::Grade::inherent, "no vDSO answers it", ""}, false};
  return {.time = std::chrono::seconds(2),
          .rows = {sample_row(1, "server", VDSOBENCH_GETTIMEOFDAY, 20'000), none, page}};
}

inline const std::map<std::string, double> sample_costs = {
    {"gettimeofday/insn", 100},
    {"clock_gettime:thread_cputime/insn", 200},
    {"time/insn", 50},
    {"time/vsyscall", 8'000}};

}  // namespace vdsobench::bench
