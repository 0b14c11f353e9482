#pragma once

#include <sys/syscall.h>
#include <time.h>

#include <array>

#include "calls/function.hpp"

// Clock ids from include/uapi/linux/time.h that older headers lack.
#ifndef CLOCK_AUX
#define CLOCK_AUX 16  // the first auxiliary clock, Linux 6.17
#endif

// What an architecture's system-call table lacks is no reason not to build there.
#ifndef SYS_time
#define SYS_time (-1)
#endif
#ifndef SYS_gettimeofday
#define SYS_gettimeofday (-1)
#endif
#ifndef SYS_clock_gettime
#define SYS_clock_gettime (-1)
#endif
#ifndef SYS_clock_getres
#define SYS_clock_getres (-1)
#endif

namespace vdsobench::calls {

enum class Served { by_vdso, by_kernel };

constexpr Function clock_row(std::string_view name, long clock, Served served = Served::by_vdso) {
  return {.name = name,
          .symbol = "clock_gettime",
          .number = SYS_clock_gettime,
          .number32 = 265,
          .in_vdso = true,
          .user_space = served == Served::by_vdso,
          .answer = Answer::timespec,
          .arity = 2,
          .words = {words::number(clock), words::answer}};
}

constexpr Function random_row(std::string_view name, long bytes) {
  return {
      .name = name,
      .symbol = "getrandom",
      .number = SYS_getrandom,
      .number32 = 355,
      .in_vdso = true,
      .user_space = true,
      .kernel_since = "Linux 6.11",
      .libc_since = "glibc 2.41",
      .answer = Answer::random,
      .arity = 3,
      .words = {words::answer, words::number(bytes), words::null, words::state, words::state_size},
      .vdso_extra = 2};
}

/// Table 1: every function. To add one, add a row.
inline constexpr auto functions = std::to_array<Function>({
    {.name = "gettimeofday",
     .symbol = "gettimeofday",
     .number = SYS_gettimeofday,
     .number32 = 78,
     .in_vdso = true,
     .user_space = true,
     .answer = Answer::timeval,
     .arity = 2,
     .words = {words::answer, words::null}},
    {.name = "time",
     .symbol = "time",
     .number = SYS_time,
     .number32 = 13,
     .in_vdso = true,
     .user_space = true,
     .answer = Answer::seconds,
     .arity = 1,
     .words = {words::null}},
    {.name = "getcpu",
     .symbol = "getcpu",
     .number = SYS_getcpu,
     .number32 = 318,
     .in_vdso = true,
     .user_space = true,
     .answer = Answer::cpu,
     .arity = 3,
     .words = {words::answer, words::second_answer, words::null}},
    clock_row("clock_gettime:realtime", CLOCK_REALTIME),
    clock_row("clock_gettime:monotonic", CLOCK_MONOTONIC),
    clock_row("clock_gettime:monotonic_raw", CLOCK_MONOTONIC_RAW),
    clock_row("clock_gettime:realtime_coarse", CLOCK_REALTIME_COARSE),
    clock_row("clock_gettime:monotonic_coarse", CLOCK_MONOTONIC_COARSE),
    clock_row("clock_gettime:boottime", CLOCK_BOOTTIME),
    clock_row("clock_gettime:tai", CLOCK_TAI),
    clock_row("clock_gettime:process_cputime", CLOCK_PROCESS_CPUTIME_ID, Served::by_kernel),
    clock_row("clock_gettime:thread_cputime", CLOCK_THREAD_CPUTIME_ID, Served::by_kernel),
    clock_row("clock_gettime:realtime_alarm", CLOCK_REALTIME_ALARM, Served::by_kernel),
    clock_row("clock_gettime:boottime_alarm", CLOCK_BOOTTIME_ALARM, Served::by_kernel),
    clock_row("clock_gettime:aux0", CLOCK_AUX),
    {.name = "clock_getres:monotonic",
     .symbol = "clock_getres",
     .number = SYS_clock_getres,
     .number32 = 266,
     .in_vdso = true,
     .user_space = true,
     .answer = Answer::resolution,
     .arity = 2,
     .words = {words::number(CLOCK_MONOTONIC), words::answer}},
    random_row("getrandom:8", 8),
    random_row("getrandom:32", 32),
    // glibc reads the CPU from rseq(2) since 2.35: not a measurement of the vDSO.
    {.name = "sched_getcpu",
     .symbol = "sched_getcpu",
     .user_space = true,
     .answer = Answer::cpu_result,
     .reference = "getcpu"},
    // References: a system call that does nothing else, and the floor under any clock.
    {.name = "getppid",
     .symbol = "getppid",
     .number = SYS_getppid,
     .number32 = 64,
     .answer = Answer::process},
    {.name = "tick", .number = tick_number, .answer = Answer::ticks},
});

}  // namespace vdsobench::calls
