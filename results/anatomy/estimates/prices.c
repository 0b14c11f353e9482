// What single instructions cost on this machine, in cycles of the core: those that a program may
// execute. Of each, a block of some is timed between two reads of the counter; the least of many is
// told, less what the empty block takes. A cycle is a step of a chain of dependent additions.
//
// Blocks push below the stack pointer: the compiler must keep nothing there.
//
//     gcc -O2 -mno-red-zone -o prices prices.c && taskset -c 1 ./prices

#include <stdint.h>
#include <stdio.h>

enum { TIMES = 4000, INSIDE = 64 };

static inline uint64_t now(void) {
  uint32_t low, high;
  __asm__ volatile("lfence; rdtsc; lfence" : "=a"(low), "=d"(high)::"memory");
  return (uint64_t)high << 32 | low;
}

static char place[4096] __attribute__((aligned(64)));
static double per_cycle = 1;  // ticks

// INSIDE copies of the words, timed again and again.
#define LEAST(words)                                                                            \
  ({                                                                                            \
    uint64_t least = UINT64_MAX;                                                                \
    for (int i = 0; i < TIMES; i++) {                                                           \
      const uint64_t begin = now();                                                             \
      __asm__ volatile(".rept 64\n" words "\n.endr"                                             \
                       :                                                                        \
                       : "S"(place), "D"(place + 2048)                                          \
                       : "rax", "rbx", "rcx", "rdx", "r8", "r9", "r10", "r11", "memory", "cc"); \
      const uint64_t took = now() - begin;                                                      \
      if (took < least) least = took;                                                           \
    }                                                                                           \
    least;                                                                                      \
  })

static uint64_t empty;

static void tell(const char* what, uint64_t ticks) {
  printf("%-28s %7.1f\n", what, ((double)ticks - (double)empty) / INSIDE / per_cycle);
}

int main(void) {
  empty = LEAST("");
  // 64 times 64 additions, each of what the one before has made: a cycle each.
  const uint64_t chain = LEAST(".rept 64\nadd $1, %%rax\n.endr");
  per_cycle = (double)(chain - empty) / (INSIDE * 64);
  printf("%-28s %7.3f\n", "counter ticks a cycle", per_cycle);
  tell("add, dependent", LEAST("add $1, %%rax"));
  tell("rdtsc", LEAST("rdtsc"));
  tell("lfence", LEAST("lfence"));
  tell("mfence", LEAST("mfence"));
  tell("lock add", LEAST("lock addq $1, (%%rsi)"));
  tell("xchg with memory", LEAST("xchg %%rax, (%%rsi)"));
  tell("lock cmpxchg", LEAST("lock cmpxchg %%rbx, (%%rsi)"));
  tell("div of 64 bits",
       LEAST("mov $1000000007, %%eax\nxor %%edx, %%edx\nmov $1000, %%r8d\ndiv %%r8"));
  tell("lsl", LEAST("mov $0x7b, %%ecx\nlsl %%ecx, %%eax"));
  tell("verw", LEAST("mov %%ss, 64(%%rsi)\nverw 64(%%rsi)"));
  tell("rep movsb of 8", LEAST("mov $8, %%ecx\nrep movsb\nsub $8, %%rsi\nsub $8, %%rdi"));
  tell("rep stosq of 20", LEAST("mov $20, %%ecx\nmov %%rdi, %%r8\nrep stosq\nmov %%r8, %%rdi"));
  tell("popf", LEAST("pushf\npopf"));
  // To the same level: on the way out of a kernel it changes levels too.
  tell("iretq, same level", LEAST("mov %%rsp, %%r8\nmov %%ss, %%eax\npush %%rax\npush "
                                  "%%r8\npushf\nmov %%cs, %%eax\npush %%rax\n"
                                  "lea 1f(%%rip), %%rax\npush %%rax\niretq\n1:"));
  // The predictor remembers the call's own next instruction; what is returned to is another.
  tell("return, mispredicted",
       LEAST("call 1f\nint3\n1: lea 2f(%%rip), %%rax\nmov %%rax, (%%rsp)\nret\nint3\n2:"));
  tell("return, as it was called", LEAST("call 1f\njmp 2f\n1: ret\n2:"));
  tell("cpuid", LEAST("xor %%eax, %%eax\nxor %%ecx, %%ecx\ncpuid"));
  return 0;
}
