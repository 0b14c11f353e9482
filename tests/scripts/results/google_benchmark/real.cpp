#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <string>

namespace {

void copy(benchmark::State& state) {
  for (auto _ : state) {
    std::string text(static_cast<std::size_t>(state.range(0)), 'x');
    benchmark::DoNotOptimize(text.data());
  }
  state.counters["nothing"] = std::nan("");
  state.SetComplexityN(state.range(0));
}
BENCHMARK(copy)->Arg(64)->Arg(4096)->Arg(16384)->Complexity();

void fail(benchmark::State& state) {
  state.SkipWithError("no such file");
  for (auto _ : state) {
  }
}
BENCHMARK(fail);

void say(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::ClobberMemory();
  }
}
BENCHMARK(say)->Unit(benchmark::kMicrosecond)->Name(std::string(400, 'n'));

}  // namespace

int main(int count, char** arguments) {
  std::puts("reading settings\n{\"not\": \"the result\"}");
  benchmark::Initialize(&count, arguments);
  benchmark::RunSpecifiedBenchmarks();
  std::puts("done");
}
