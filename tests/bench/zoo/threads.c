/* Makes the system call CALLS times in each of so many THREADS. */

#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void* ask(void* calls) {
  struct timespec now;
  for (long n = atol(calls); n > 0; --n) syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
  return NULL;
}

int main(int count, char** words) {
  pthread_t threads[64];
  const int wanted = count > 2 ? atoi(words[2]) : 0;
  if (wanted < 1 || wanted > 64) return 2;
  for (int i = 0; i < wanted; ++i)
    if (pthread_create(&threads[i], NULL, ask, words[1]) != 0) return 1;
  for (int i = 0; i < wanted; ++i) pthread_join(threads[i], NULL);
  if (count > 3) raise(SIGSTOP);
  return 0;
}
