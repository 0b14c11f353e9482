#pragma once

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>

#include <array>

#include "calls/function.hpp"

// Clock ids from include/uapi/linux/time.h that older headers lack.
#ifndef CLOCK_AUX
#define CLOCK_AUX 16  // the first auxiliary clock, Linux 6.17
#endif

// From include/uapi/linux/futex.h, likewise.
#ifndef FUTEX_ROBUST_UNLOCK
#define FUTEX_ROBUST_UNLOCK 512  // Linux 7.2
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

/// A row for clock_gettime(2): `row`, with what all its clocks have alike.
constexpr Function clock_gettime_of(long clock, Function row) {
  row.symbol = "clock_gettime";
  row.number = SYS_clock_gettime;
  row.answer = Answer::timespec;
  row.words = {words::number(clock), words::answer};
  row.in_vdso = true;
  return row;
}

/// A row for clock_getres(2), likewise.
constexpr Function clock_getres_of(long clock, Function row) {
  row = clock_gettime_of(clock, row);
  row.symbol = "clock_getres";
  row.number = SYS_clock_getres;
  row.answer = Answer::resolution;
  if (row.kernel_since.empty()) row.kernel_since = "Linux 5.3";
  return row;
}

/// Whether a clock id is an auxiliary clock's, of which there are eight
/// (include/uapi/linux/time.h).
constexpr bool is_auxiliary(long clock) { return clock >= CLOCK_AUX && clock < CLOCK_AUX + 8; }

/// A row for an auxiliary clock's time: clock `index` of eight.
constexpr Function aux_of(int index, Function row) {
  row.user_space = true;
  row.kernel_since = "Linux 6.17";
  row.reads_clocksource = true;
  row.may_be_absent = true;
  return clock_gettime_of(CLOCK_AUX + index, row);
}

/// A row for getrandom(2), likewise.
constexpr Function getrandom_of(long bytes, Function row) {
  row.symbol = "getrandom";
  row.number = SYS_getrandom;
  row.answer = Answer::random;
  row.words = {words::answer, words::number(bytes), words::null};
  row.vdso_words = {words::answer, words::number(bytes), words::null, words::state,
                    words::state_size};
  row.in_vdso = true;
  row.user_space = true;
  row.kernel_since = "Linux 6.11";
  row.libc_since = "glibc 2.41";
  return row;
}

/// Table 1: every function. To add one, add a row; nothing that is known of it stands elsewhere.
///
/// The coarse clocks and time() hand out what the last timer tick left in the vDSO's data, the
/// others multiply what they read from the clocksource (lib/vdso/gettimeofday.c, do_coarse and
/// do_hres; kernel/time/timekeeping.c). CLOCK_MONOTONIC_RAW, CLOCK_BOOTTIME and clock_getres came
/// to x86's vDSO with the generic one, CLOCK_TAI shortly before (do_hres of
/// arch/x86/entry/vdso/vclock_gettime.c). CPU time is the scheduler's (kernel/sched/core.c,
/// task_sched_runtime). The alarm clocks are there only with a device that wakes the machine
/// (kernel/time/alarmtimer.c); auxiliary clocks only where they were switched on.
inline constexpr auto functions = std::to_array<Function>({
    {.name = "gettimeofday",
     .symbol = "gettimeofday",
     .number = SYS_gettimeofday,
     .answer = Answer::timeval,
     .words = {words::answer, words::null},
     .headline = true,
     .in_vdso = true,
     .user_space = true,
     .reads_clocksource = true,
     .contended_by = {"vdso", "vsyscall"}},  // the time page; how the kernel takes faults
    {.name = "time",
     .symbol = "time",
     .number = SYS_time,
     .answer = Answer::seconds,
     .words = {words::null},
     .headline = true,
     .in_vdso = true,
     .user_space = true},
    {.name = "getcpu",
     .symbol = "getcpu",
     .number = SYS_getcpu,
     .answer = Answer::cpu,
     .words = {words::answer, words::second_answer, words::null},
     .headline = true,
     .in_vdso = true,
     .user_space = true,
     .contended_by = {"vdso"}},  // what tells CPUs apart
    clock_gettime_of(
        CLOCK_REALTIME,
        {.name = "clock_gettime:realtime", .user_space = true, .reads_clocksource = true}),
    clock_gettime_of(CLOCK_MONOTONIC, {.name = "clock_gettime:monotonic",
                                       .user_space = true,
                                       .reads_clocksource = true,
                                       .contended_by = {"vdso"}}),  // the time page
    clock_gettime_of(CLOCK_MONOTONIC_RAW, {.name = "clock_gettime:monotonic_raw",
                                           .user_space = true,
                                           .kernel_since = "Linux 5.3",
                                           .reads_clocksource = true}),
    clock_gettime_of(CLOCK_REALTIME_COARSE,
                     {.name = "clock_gettime:realtime_coarse", .user_space = true}),
    clock_gettime_of(CLOCK_MONOTONIC_COARSE,
                     {.name = "clock_gettime:monotonic_coarse", .user_space = true}),
    clock_gettime_of(CLOCK_BOOTTIME, {.name = "clock_gettime:boottime",
                                      .user_space = true,
                                      .kernel_since = "Linux 5.3",
                                      .reads_clocksource = true}),
    clock_gettime_of(CLOCK_TAI, {.name = "clock_gettime:tai",
                                 .user_space = true,
                                 .kernel_since = "Linux 4.20",
                                 .reads_clocksource = true}),
    clock_gettime_of(CLOCK_PROCESS_CPUTIME_ID, {.name = "clock_gettime:process_cputime"}),
    clock_gettime_of(CLOCK_THREAD_CPUTIME_ID, {.name = "clock_gettime:thread_cputime"}),
    clock_gettime_of(
        CLOCK_REALTIME_ALARM,
        {.name = "clock_gettime:realtime_alarm", .reads_clocksource = true, .may_be_absent = true}),
    clock_gettime_of(
        CLOCK_BOOTTIME_ALARM,
        {.name = "clock_gettime:boottime_alarm", .reads_clocksource = true, .may_be_absent = true}),
    aux_of(0, {.name = "clock_gettime:aux0"}),
    aux_of(1, {.name = "clock_gettime:aux1", .by_default = false}),
    aux_of(2, {.name = "clock_gettime:aux2", .by_default = false}),
    aux_of(3, {.name = "clock_gettime:aux3", .by_default = false}),
    aux_of(4, {.name = "clock_gettime:aux4", .by_default = false}),
    aux_of(5, {.name = "clock_gettime:aux5", .by_default = false}),
    aux_of(6, {.name = "clock_gettime:aux6", .by_default = false}),
    aux_of(7, {.name = "clock_gettime:aux7", .by_default = false}),
    clock_getres_of(CLOCK_REALTIME, {.name = "clock_getres:realtime", .user_space = true}),
    clock_getres_of(CLOCK_MONOTONIC, {.name = "clock_getres:monotonic", .user_space = true}),
    clock_getres_of(
        CLOCK_MONOTONIC_RAW,
        {.name = "clock_getres:monotonic_raw", .by_default = false, .user_space = true}),
    clock_getres_of(
        CLOCK_REALTIME_COARSE,
        {.name = "clock_getres:realtime_coarse", .by_default = false, .user_space = true}),
    clock_getres_of(
        CLOCK_MONOTONIC_COARSE,
        {.name = "clock_getres:monotonic_coarse", .by_default = false, .user_space = true}),
    clock_getres_of(CLOCK_BOOTTIME,
                    {.name = "clock_getres:boottime", .by_default = false, .user_space = true}),
    clock_getres_of(CLOCK_TAI,
                    {.name = "clock_getres:tai", .by_default = false, .user_space = true}),
    clock_getres_of(CLOCK_PROCESS_CPUTIME_ID,
                    {.name = "clock_getres:process_cputime", .by_default = false}),
    clock_getres_of(CLOCK_THREAD_CPUTIME_ID,
                    {.name = "clock_getres:thread_cputime", .by_default = false}),
    clock_getres_of(
        CLOCK_REALTIME_ALARM,
        {.name = "clock_getres:realtime_alarm", .by_default = false, .may_be_absent = true}),
    clock_getres_of(
        CLOCK_BOOTTIME_ALARM,
        {.name = "clock_getres:boottime_alarm", .by_default = false, .may_be_absent = true}),
    clock_getres_of(CLOCK_AUX, {.name = "clock_getres:aux0",
                                .by_default = false,
                                .user_space = true,
                                .kernel_since = "Linux 6.17",
                                .may_be_absent = true}),
    getrandom_of(4, {.name = "getrandom:4", .by_default = false}),
    getrandom_of(8, {.name = "getrandom:8"}),
    getrandom_of(16, {.name = "getrandom:16", .by_default = false}),
    getrandom_of(32, {.name = "getrandom:32"}),
    getrandom_of(64, {.name = "getrandom:64", .by_default = false}),
    getrandom_of(96, {.name = "getrandom:96", .by_default = false}),
    getrandom_of(256, {.name = "getrandom:256", .by_default = false}),
    getrandom_of(1024, {.name = "getrandom:1024", .by_default = false}),
    getrandom_of(4096, {.name = "getrandom:4096", .by_default = false}),
    // To let go of a robust futex and of the pointer that would tell of it (kernel/futex/, commit
    // 3ca9595d9fb6): of a lock that no one holds, by no one, so that every call finds it as it was.
    {.name = "futex_robust_unlock",
     .symbol = "futex_robust_list64_try_unlock",
     .number = SYS_futex,
     .answer = Answer::cleared,
     .words = {words::lock, words::number(FUTEX_WAKE | FUTEX_PRIVATE_FLAG | FUTEX_ROBUST_UNLOCK),
               words::number(1), words::null, words::answer},
     .vdso_words = {words::lock, words::null, words::answer},
     .vdso_alone = true,
     .by_default = false,
     .in_vdso = true,
     .user_space = true,
     .kernel_since = "Linux 7.2",
     .call_since = "Linux 7.2"},
    // glibc reads the CPU from rseq(2) since 2.35: not a measurement of the vDSO.
    {.name = "sched_getcpu",
     .symbol = "sched_getcpu",
     .answer = Answer::cpu_result,
     .reference = "getcpu",
     .user_space = true,
     .libc_since = "glibc 2.35"},
    // References: a system call that does nothing else, and the floor under any clock.
    {.name = "getppid", .symbol = "getppid", .number = SYS_getppid, .answer = Answer::process},
    {.name = "tick", .number = tick_number, .answer = Answer::ticks},
});

}  // namespace vdsobench::calls
