/* Stands in for vdsobench inside the guest, so that what surrounds it can be tested without it and
 * made to fail. It takes vdsobench's own arguments; what it does wrong comes after --misbehave. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define CALLS 100
#define BATCHES 200

static uint64_t ticks(void) {
  uint32_t low, high;
  __asm__ volatile("lfence; rdtsc; lfence" : "=a"(low), "=d"(high) : : "memory");
  return (uint64_t)high << 32 | low;
}

#define FEWEST(statement)                           \
  ({                                                \
    uint64_t fewest = UINT64_MAX;                   \
    for (int batch = 0; batch < BATCHES; ++batch) { \
      const uint64_t start = ticks();               \
      for (int call = 0; call < CALLS; ++call) {    \
        statement;                                  \
      }                                             \
      const uint64_t took = ticks() - start;        \
      fewest = took < fewest ? took : fewest;       \
    }                                               \
    fewest;                                         \
  })

static void enter_getppid(void) {
  long result = SYS_getppid;
  __asm__ volatile("syscall" : "+a"(result) : : "rcx", "r11", "memory");
}

static void misbehave(const char* how) {
  if (!strcmp(how, "panic")) {
    const int trigger = open("/proc/sysrq-trigger", O_WRONLY);
    if (write(trigger, "c", 1) != 1) perror("sysrq-trigger");
  } else if (!strcmp(how, "hang")) {
    for (;;) pause();
  } else if (!strcmp(how, "garbage")) {
    const int port = open("/dev/ttyS1", O_WRONLY | O_NOCTTY);
    dprintf(port, "\xff\xfe no frame at all\n");
    close(port);
  } else if (!strcmp(how, "fail")) {
    fprintf(stderr, "the stand-in fails as told\n");
    exit(3);
  }
}

static void clocksource(char* name, int size) {
  const char* path = "/sys/devices/system/clocksource/clocksource0/current_clocksource";
  FILE* file = fopen(path, "r");
  if (!file || !fgets(name, size, file)) strcpy(name, "unknown");
  name[strcspn(name, "\n")] = 0;
  if (file) fclose(file);
}

static void row(const char* name, const char* outcome, const char* figure, double value) {
  printf("{\"name\": \"%s\", \"repetition_index\": 0, \"label\": \"%s\", \"%s\": %.4f}", name,
         outcome, figure, value);
}

int main(int count, char** words) {
  const char* how = "";
  int exact = 0;
  for (int i = 1; i < count; ++i) exact |= !strcmp(words[i], "--exact");
  for (int i = 1; i + 1 < count; ++i) {
    if (!strcmp(words[i], "--misbehave")) how = words[i + 1];
  }
  misbehave(how);
  const double empty = FEWEST(__asm__ volatile(""));
  const double nops = FEWEST(__asm__ volatile(".rept 10; nop; .endr"));
  const double getppid = FEWEST(enter_getppid());
  char current[64];
  clocksource(current, sizeof current);
  const double fraction = strcmp(how, "fraction") ? 0 : 0.25;
  const char* mode = exact ? "exact" : "timed";
  const char* figure = exact ? "instructions" : "real_time";
  printf("{\"context\": {\"vdsobench.schema\": \"1\", \"vdsobench.mode\": \"%s\", ", mode);
  printf("\"vdsobench.clocksource_before\": \"%s\"}, \"benchmarks\": [\n", current);
  row("nops/insn", "userspace", figure, (nops - empty) / CALLS + fraction);
  printf(",\n");
  row("getppid/insn", "syscall", figure, (getppid - empty) / CALLS);
  printf("]}\n");
  if (!strcmp(how, "truncate")) return ftruncate(1, fflush(stdout) + 20);
  return 0;
}
