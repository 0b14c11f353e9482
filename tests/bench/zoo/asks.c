/* Asks for the time CALLS times in the way that WAY names: a program of the zoo (zoo.py). */

#define _GNU_SOURCE
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct timespec now;
static struct timeval today;
static char bytes[8];

static void by_library(void) { clock_gettime(CLOCK_MONOTONIC, &now); }
static void by_syscall(void) { syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now); }
static void resolution(void) { clock_getres(CLOCK_MONOTONIC, &now); }
static void cpu_time(void) { clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now); }
static void random_bytes(void) { (void)!getrandom(bytes, sizeof bytes, 0); }
static void page(void) { ((int (*)(struct timeval*, void*))0xffffffffff600000)(&today, NULL); }

/* The instruction itself, as a runtime of its own has it. */
static void by_instruction(void) {
  long number = SYS_gettimeofday;
  __asm__ volatile("syscall" : "+a"(number) : "D"(&today), "S"(0) : "rcx", "r11", "memory");
}

/* It is there to be looked at until somebody ends it. */
static void stop(void) { raise(SIGSTOP); }

/* A filter that lets everything pass. */
static void be_filtered(void) {
  struct sock_filter line = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  struct sock_fprog program = {1, &line};
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) exit(3);
}

static const struct {
  const char* name;
  void (*ask)(void);
} ways[] = {{"library", by_library},
            {"syscall", by_syscall},
            {"instruction", by_instruction},
            {"resolution", resolution},
            {"cputime", cpu_time},
            {"random", random_bytes},
            {"page", page}};

int main(int count, char** words) {
  if (count < 3) return 2;
  for (int i = 3; i < count; ++i) {
    if (strcmp(words[i], "filtered") == 0) be_filtered();
    if (strcmp(words[i], "forked") == 0 && fork() != 0) return wait(&count) < 0 || count != 0;
    if (strcmp(words[i], "fails") == 0) atexit((void (*)(void))abort);
    if (strcmp(words[i], "stops") == 0) atexit(stop);
  }
  for (size_t i = 0; i < sizeof ways / sizeof *ways; ++i)
    if (strcmp(words[1], ways[i].name) == 0)
      for (long n = atol(words[2]); n > 0; --n) ways[i].ask();
  return 0;
}
