#pragma once

/* What the BPF programs count by: plain C, for them and for who reads. */

/* The functions that a vDSO or the vsyscall page may answer in user space. */
enum vdsobench_function {
  VDSOBENCH_GETTIMEOFDAY,
  VDSOBENCH_TIME,
  VDSOBENCH_GETCPU,
  VDSOBENCH_CLOCK_GETTIME,
  VDSOBENCH_CLOCK_GETRES,
  VDSOBENCH_GETRANDOM,
  VDSOBENCH_FUNCTIONS
};

/* Of the entries that are counted together: who entered the kernel, for what and from where.
 * Without padding, by which keys would differ. */
struct vdsobench_entry {
  unsigned long long address; /* where the program goes on: behind the instruction that entered */
  unsigned int process;       /* as the watcher knows it, unless that is `outside` */
  int clock;                  /* of functions that have one, otherwise 0 */
  unsigned int function;
  unsigned short outside; /* of the watcher's PID namespace: `process` is the kernel's number */
  unsigned short bits32;
};

/* What is gone when a process is, learned at the first of these entries. */
struct vdsobench_first {
  char name[16];              /* of its first thread */
  unsigned long long vdso;    /* where its vDSO begins; 0 for none, or not known */
  unsigned long long program; /* where the code of its own file begins and ends; likewise */
  unsigned long long program_end;
};

/* Entries of so many kinds are told apart, all others are counted by their function alone. */
#define VDSOBENCH_ENTRIES 16384
