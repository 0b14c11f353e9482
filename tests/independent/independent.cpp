// Times the three headline functions by four paths in the plainest way there is: a loop, RDTSC
// around it, the smallest of many batches. It shares no line with src/, so that a mistake there is
// not made here too.
//
//   vdsobench_independent CPU    prints a line a call: its name, nanoseconds

#include <dlfcn.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <x86intrin.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

constexpr int calls_a_batch = 500;
constexpr int batches = 3000;

timeval time_of_day;
unsigned cpu_number, node_number;

using Gettimeofday = int (*)(timeval*, void*);
using Time = time_t (*)(time_t*);
using Getcpu = long (*)(unsigned*, unsigned*, void*);

template <class Once>
std::uint64_t smallest_batch(Once once) {
  std::uint64_t smallest = ~std::uint64_t{0};
  for (int batch = 0; batch < batches; ++batch) {
    _mm_lfence();
    const std::uint64_t begin = __rdtsc();
    _mm_lfence();
    for (int i = 0; i < calls_a_batch; ++i) {
      once();
      asm volatile("" : : : "memory");
    }
    _mm_lfence();
    const std::uint64_t ticks = __rdtsc() - begin;
    _mm_lfence();
    if (ticks < smallest) smallest = ticks;
  }
  return smallest;
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

double scale;  // ticks a nanosecond
std::uint64_t nothing;

template <class Once>
void measure(const char* name, Once once) {
  const auto ticks = static_cast<double>(smallest_batch(once) - nothing);
  std::printf("%s %.3f\n", name, ticks / calls_a_batch / scale);
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

void measure_libc() {
  measure("gettimeofday/libc", [] { gettimeofday(&time_of_day, nullptr); });
  measure("time/libc", [] { time(nullptr); });
  measure("getcpu/libc", [] { getcpu(&cpu_number, &node_number); });
}

void measure_vdso() {
  void* vdso = dlopen("linux-vdso.so.1", RTLD_LAZY | RTLD_NOLOAD);
  if (vdso == nullptr) return;
  const auto gettimeofday_ = reinterpret_cast<Gettimeofday>(dlsym(vdso, "__vdso_gettimeofday"));
  const auto time_ = reinterpret_cast<Time>(dlsym(vdso, "__vdso_time"));
  const auto getcpu_ = reinterpret_cast<Getcpu>(dlsym(vdso, "__vdso_getcpu"));
  measure("gettimeofday/vdso", [=] { gettimeofday_(&time_of_day, nullptr); });
  measure("time/vdso", [=] { time_(nullptr); });
  measure("getcpu/vdso", [=] { getcpu_(&cpu_number, &node_number, nullptr); });
}

void measure_syscall() {
  measure("gettimeofday/syscall", [] { syscall(SYS_gettimeofday, &time_of_day, nullptr); });
  measure("time/syscall", [] { syscall(SYS_time, nullptr); });
  measure("getcpu/syscall", [] { syscall(SYS_getcpu, &cpu_number, &node_number, nullptr); });
}

void measure_vsyscall() {
  if (!has_vsyscall_page()) return;
  const auto gettimeofday_ = reinterpret_cast<Gettimeofday>(0xffffffffff600000);
  const auto time_ = reinterpret_cast<Time>(0xffffffffff600400);
  const auto getcpu_ = reinterpret_cast<Getcpu>(0xffffffffff600800);
  measure("gettimeofday/vsyscall", [=] { gettimeofday_(&time_of_day, nullptr); });
  measure("time/vsyscall", [=] { time_(nullptr); });
  measure("getcpu/vsyscall", [=] { getcpu_(&cpu_number, &node_number, nullptr); });
}

}  // namespace

int main(int argc, char** argv) {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<std::size_t>(argc > 1 ? std::atoi(argv[1]) : 0), &one);
  if (sched_setaffinity(0, sizeof one, &one) != 0) return std::perror("CPU"), 2;
  scale = ticks_a_nanosecond();
  nothing = smallest_batch([] {});
  measure_libc();
  measure_vdso();
  measure_syscall();
  measure_vsyscall();
}
