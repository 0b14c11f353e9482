// Times the three headline functions by five paths in the plainest way there is: a loop, RDTSC
// around it, the smallest and the median of many batches. It shares no line with src/, so that a
// mistake there is not made here too.
//
//   vdsobench_independent CPU    prints a line a call: its name, nanoseconds of smallest and median

#include <dlfcn.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <x86intrin.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <vector>

namespace {

constexpr int calls_a_batch = 500;
constexpr int batches_a_visit = 10;  // one after the other, before another call has its turn
constexpr int visits = 100;

timeval time_of_day;
unsigned cpu_number, node_number;

using Gettimeofday = int (*)(timeval*, void*);
using Time = time_t (*)(time_t*);
using Getcpu = long (*)(unsigned*, unsigned*, void*);

template <class Once>
std::uint64_t ticks_of_batch(Once once) {
  _mm_lfence();
  const std::uint64_t begin = __rdtsc();
  _mm_lfence();
  for (int i = 0; i < calls_a_batch; ++i) {
    once();
    asm volatile("" : : : "memory");
  }
  _mm_lfence();
  const std::uint64_t end = __rdtsc();
  _mm_lfence();
  return end - begin;
}

struct Call {
  const char* name;
  std::function<std::uint64_t()> batch;
  std::vector<std::uint64_t> ticks = {};
};

std::vector<Call> all;

template <class Once>
void add(const char* name, Once once) {
  all.push_back({name, [once] { return ticks_of_batch(once); }});
}

double nanoseconds() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC_RAW, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

double ticks_a_nanosecond() {
  const double begin = nanoseconds();
  const std::uint64_t first = __rdtsc();
  while (nanoseconds() < begin + 2e8) {
  }
  return static_cast<double>(__rdtsc() - first) / (nanoseconds() - begin);
}

bool has_vsyscall_page() {
  std::FILE* maps = std::fopen("/proc/self/maps", "r");
  char line[512];
  bool found = false;
  while (maps != nullptr && std::fgets(line, sizeof line, maps) != nullptr)
    found = found || std::strstr(line, "[vsyscall]") != nullptr;
  if (maps != nullptr) std::fclose(maps);
  return found;
}

void add_libc() {
  add("gettimeofday/libc", [] { gettimeofday(&time_of_day, nullptr); });
  add("time/libc", [] { time(nullptr); });
  add("getcpu/libc", [] { getcpu(&cpu_number, &node_number); });
}

void add_vdso() {
  void* vdso = dlopen("linux-vdso.so.1", RTLD_LAZY | RTLD_NOLOAD);
  if (vdso == nullptr) return;
  const auto gettimeofday_ = reinterpret_cast<Gettimeofday>(dlsym(vdso, "__vdso_gettimeofday"));
  const auto time_ = reinterpret_cast<Time>(dlsym(vdso, "__vdso_time"));
  const auto getcpu_ = reinterpret_cast<Getcpu>(dlsym(vdso, "__vdso_getcpu"));
  add("gettimeofday/vdso", [=] { gettimeofday_(&time_of_day, nullptr); });
  add("time/vdso", [=] { time_(nullptr); });
  add("getcpu/vdso", [=] { getcpu_(&cpu_number, &node_number, nullptr); });
}

void add_syscall() {
  add("gettimeofday/syscall", [] { syscall(SYS_gettimeofday, &time_of_day, nullptr); });
  add("time/syscall", [] { syscall(SYS_time, nullptr); });
  add("getcpu/syscall", [] { syscall(SYS_getcpu, &cpu_number, &node_number, nullptr); });
}

long trap(long number, void* first, void* second) {
  asm volatile("syscall" : "+a"(number) : "D"(first), "S"(second), "d"(0) : "rcx", "r11", "memory");
  return number;
}

void add_insn() {
  add("gettimeofday/insn", [] { trap(SYS_gettimeofday, &time_of_day, nullptr); });
  add("time/insn", [] { trap(SYS_time, nullptr, nullptr); });
  add("getcpu/insn", [] { trap(SYS_getcpu, &cpu_number, &node_number); });
}

void add_vsyscall() {
  if (!has_vsyscall_page()) return;
  const auto gettimeofday_ = reinterpret_cast<Gettimeofday>(0xffffffffff600000);
  const auto time_ = reinterpret_cast<Time>(0xffffffffff600400);
  const auto getcpu_ = reinterpret_cast<Getcpu>(0xffffffffff600800);
  add("gettimeofday/vsyscall", [=] { gettimeofday_(&time_of_day, nullptr); });
  add("time/vsyscall", [=] { time_(nullptr); });
  add("getcpu/vsyscall", [=] { getcpu_(&cpu_number, &node_number, nullptr); });
}

void visit_all() {
  for (int visit = 0; visit < visits; ++visit)
    for (auto& call : all)
      for (int i = 0; i < batches_a_visit; ++i) call.ticks.push_back(call.batch());
}

}  // namespace

int main(int argc, char** argv) {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<std::size_t>(argc > 1 ? std::atoi(argv[1]) : 0), &one);
  if (sched_setaffinity(0, sizeof one, &one) != 0) return std::perror("CPU"), 2;
  add("nothing", [] {});
  add_libc();
  add_vdso();
  add_syscall();
  add_insn();
  add_vsyscall();
  const double scale = ticks_a_nanosecond();
  visit_all();
  for (auto& call : all) std::sort(call.ticks.begin(), call.ticks.end());
  const auto nothing = static_cast<double>(all.front().ticks.front());
  const auto print = [&](std::uint64_t ticks) {
    std::printf(" %.3f", (static_cast<double>(ticks) - nothing) / calls_a_batch / scale);
  };
  for (const auto& call : all) {
    if (&call == &all.front()) continue;
    std::printf("%s", call.name);
    print(call.ticks.front());
    print(call.ticks[call.ticks.size() / 2]);
    std::printf("\n");
  }
}
