// Times the three headline functions by five paths in the plainest way there is: a loop, RDTSC
// around it, the smallest and the median of many batches. It shares no line with src/, so that a
// mistake there is not made here too.
//
//   vdsobench_independent CPU    prints a line a call: its name, then nanoseconds: the smallest,
//   the
//                                median, and the median of what no neighbour disturbed

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
constexpr int warming = 3;
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

// Additions that wait for nothing: twice as slow while someone else uses the core's other thread.
std::uint64_t witness() {
  return ticks_of_batch([] {
    asm volatile(
        ".rept 8\n\t"
        "add %%eax, %%ecx\n\t"
        "add %%eax, %%edx\n\t"
        "add %%eax, %%esi\n\t"
        "add %%eax, %%edi\n\t"
        "add %%eax, %%r8d\n\t"
        "add %%eax, %%r9d\n\t"
        ".endr"
        :
        :
        : "ecx", "edx", "esi", "edi", "r8", "r9", "cc");
  });
}

// Ten batches in a row, and the slowest witness before, between and after them.
struct Visit {
  std::vector<std::uint64_t> batches;
  std::uint64_t slowest;
};

struct Call {
  const char* name;
  std::function<std::uint64_t()> batch;
  std::vector<Visit> visits = {};
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

Visit visit(const Call& call) {
  Visit made = {{}, witness()};
  for (int i = 0; i < warming; ++i) call.batch();
  for (int i = 0; i < batches_a_visit; ++i) {
    made.batches.push_back(call.batch());
    made.slowest = std::max(made.slowest, witness());
  }
  return made;
}

void visit_all() {
  for (int i = 0; i < visits; ++i)
    for (auto& call : all) call.visits.push_back(visit(call));
}

std::uint64_t fastest_visit() {
  std::uint64_t fastest = ~std::uint64_t{0};
  for (const auto& call : all)
    for (const auto& visit : call.visits) fastest = std::min(fastest, visit.slowest);
  return fastest;
}

// All that were measured, sorted; or those of visits whose witnesses took no longer than that.
std::vector<std::uint64_t> batches(const Call& call, std::uint64_t slowest = ~std::uint64_t{0}) {
  std::vector<std::uint64_t> ticks;
  for (const auto& visit : call.visits)
    if (visit.slowest <= slowest)
      ticks.insert(ticks.end(), visit.batches.begin(), visit.batches.end());
  std::sort(ticks.begin(), ticks.end());
  return ticks;
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
  const std::uint64_t limit = fastest_visit() * 101 / 100;
  const auto nothing = static_cast<double>(batches(all.front()).front());
  const auto print = [&](const std::vector<std::uint64_t>& sorted, std::size_t place) {
    if (sorted.empty()) return std::printf(" nan");
    const auto ticks = static_cast<double>(sorted[place]);
    return std::printf(" %.3f", (ticks - nothing) / calls_a_batch / scale);
  };
  for (const auto& call : all) {
    if (&call == &all.front()) continue;
    std::printf("%s", call.name);
    const auto every = batches(call), quiet = batches(call, limit);
    print(every, 0);
    print(every, every.size() / 2);
    print(quiet, quiet.size() / 2);
    std::printf("\n");
  }
}
