#pragma once

/* Where the BPF program and the SIGSYS handler count: plain C, for both. */

/* More than any architecture's table has rows (arch/x86/entry/syscalls/syscall_64.tbl). */
#define VDSOBENCH_NUMBERS 512
/* The functions that the vsyscall page holds. */
#define VDSOBENCH_VSYSCALLS 3

/* The last of each array takes every number beyond it: −1, and x32's with their bit 30. */
struct vdsobench_tally {
  unsigned long long syscalls[VDSOBENCH_NUMBERS + 1];
  unsigned long long emulations[VDSOBENCH_VSYSCALLS + 1];
};
