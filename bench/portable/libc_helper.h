#pragma once

/* What the helper and the program that maps it have in common. */

enum { LIBC_HELPER_ADDRESS = 0x10000 }; /* of the structure, as the helper's file counts them */

/* What the C library is asked for: whatever src/calls/functions.hpp calls, and what tells of the
 * library itself and of a call's error. (The formatter finds no end here.) */
/* clang-format off */
#define LIBC_HELPER_NAMES(X) \
  X(__errno_location) \
  X(__rseq_size) \
  X(clock_getres) \
  X(clock_gettime) \
  X(confstr) \
  X(getcpu) \
  X(getppid) \
  X(getrandom) \
  X(gettimeofday) \
  X(gnu_get_libc_version) \
  X(sched_getcpu) \
  X(time)
/* clang-format on */

#define LIBC_HELPER_ONE(name) +1

struct libc_helper {
  void (*back)(void); /* where the helper goes once it is loaded */
  struct {
    const char* name;
    void* address; /* null for what the library lacks */
  } symbols[0 LIBC_HELPER_NAMES(LIBC_HELPER_ONE)];
};
