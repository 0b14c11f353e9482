// What one writes first: the calls in Google Benchmark's own loop, by the wall clock. For
// scripts/peers.py, which shows what becomes of such figures when another process shares the CPU.

#include <benchmark/benchmark.h>
#include <time.h>
#include <unistd.h>

namespace {

void clock_gettime_monotonic(benchmark::State& state) {
  timespec now;
  for (auto _ : state) {
    clock_gettime(CLOCK_MONOTONIC, &now);
    benchmark::DoNotOptimize(now);
  }
}

void getppid_libc(benchmark::State& state) {
  for (auto _ : state) {
    auto parent = getppid();
    benchmark::DoNotOptimize(parent);
  }
}

BENCHMARK(clock_gettime_monotonic)->Name("clock_gettime:monotonic/libc")->UseRealTime();
BENCHMARK(getppid_libc)->Name("getppid/libc")->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
