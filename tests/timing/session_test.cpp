#include "timing/session.hpp"

#include <gtest/gtest.h>
#include <sched.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>
#include <vector>

#include "calls/known.hpp"

namespace vdsobench::timing {
namespace {

using calls::BoundLoop;

std::array<BoundLoop, 2> nops() {
  const auto known = calls::reference_sequences();
  return {{{known[1].loop, {}}, {known[2].loop, {}}}};
}

TEST(Measure, GivesEveryLoopSamplesAndTheirEmptyBatches) {
  const calls::Arguments arguments;
  const Plan plan = {.duration = std::chrono::duration<double>(0), .least_rounds = 7, .seed = 1};
  const auto session = measure(nops(), arguments, plan);
  ASSERT_EQ(session.samples.size(), 2U);
  EXPECT_GT(session.counter_hz, 0);
  EXPECT_GT(session.core_hz, 0);
  for (const Samples& samples : session.samples)
    EXPECT_GE(session.empty.at(samples.batch).size(), 7U);
  for (const Samples& samples : session.samples) {
    EXPECT_EQ(samples.visits.size(), 7U);
    EXPECT_EQ(samples.calls.size() % 7U, 0U);
    EXPECT_GE(samples.empty.size(), 7U);
    EXPECT_TRUE(std::ranges::all_of(samples.calls, [](double cycles) { return cycles > 0; }));
  }
}

// The CPUs that this process may use, two at most.
std::vector<int> usable_cpus() {
  cpu_set_t allowed;
  std::vector<int> cpus;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return cpus;
  for (int cpu = 0; cpu < CPU_SETSIZE && cpus.size() < 2; ++cpu)
    if (CPU_ISSET(static_cast<std::size_t>(cpu), &allowed)) cpus.push_back(cpu);
  return cpus;
}

// As they are before any thread is pinned.
const std::vector<int> two_cpus = usable_cpus();

void pin(int cpu) {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<std::size_t>(cpu), &one);
  sched_setaffinity(0, sizeof one, &one);
}

// Three times on one CPU, then three times on the other. A round runs it twice.
long wanders(std::uint64_t n, calls::Target target, const calls::Arguments& arguments) {
  static unsigned times = 0;
  pin(two_cpus.at(times++ / 3 % 2));
  return nops()[1].loop(n, target, arguments);
}

std::uint64_t moves_of(calls::Loop loop) {
  const std::array<BoundLoop, 1> loops = {{{loop, {}}}};
  const calls::Arguments arguments;
  return measure(loops, arguments,
                 {.duration = std::chrono::duration<double>(0), .least_rounds = 9, .seed = 1})
      .moves;
}

TEST(Measure, NoticesThatItsThreadWasMoved) {
  if (two_cpus.size() < 2) GTEST_SKIP() << "one CPU only, or more than a plain mask holds";
  std::jthread([] {  // whose affinity no one else has
    pin(two_cpus.front());
    EXPECT_EQ(moves_of(nops()[0].loop), 0U);
    EXPECT_GT(moves_of(&wanders), 0U);
  })
      .join();
}

TEST(MeasureExactly, MakesEveryBatchOfTheSameLength) {
  const calls::Arguments arguments;
  const auto session = measure_exactly(nops(), arguments);
  ASSERT_EQ(session.samples.size(), 2U);
  EXPECT_EQ(session.samples[0].batch, session.samples[1].batch);
  EXPECT_EQ(session.samples[0].calls.size(), session.samples[1].calls.size());
  EXPECT_EQ(session.core_hz, 0);
}

}  // namespace
}  // namespace vdsobench::timing
