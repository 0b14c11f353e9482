#include "timing/contention.hpp"

#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <fstream>
#include <iostream>
#include <set>
#include <system_error>
#include <thread>
#include <vector>

#include "calls/known.hpp"
#include "timing/spin_barrier.hpp"

namespace vdsobench::timing {
namespace {

TEST(SpinBarrier, LetsNoneGoBeforeAllHaveCome) {
  constexpr int threads = 2, rounds = 20;
  SpinBarrier barrier(threads);
  std::atomic<int> come = 0;
  std::atomic<int> early = 0;
  {
    std::vector<std::jthread> all;
    for (int i = 0; i < threads; ++i)
      all.emplace_back([&] {
        for (int round = 1; round <= rounds; ++round) {
          ++come;
          barrier.wait();
          if (come < round * threads) ++early;
          barrier.wait();
        }
      });
  }
  EXPECT_EQ(come, threads * rounds);
  EXPECT_EQ(early, 0);
}

TEST(SpinBarrier, IsNoneForOneThread) {
  SpinBarrier barrier(1);
  for (int i = 0; i < 3; ++i) barrier.wait();
}

TEST(MeasureTogether, HasTheSamplesOfAllThreads) {
  const auto known = calls::reference_sequences();
  const std::array<calls::BoundLoop, 2> loops = {{{known[1].loop, {}}, {known[2].loop, {}}}};
  const std::array<calls::Arguments, 2> arguments;
  std::array<std::thread::id, 2> settled;
  const auto session = measure_together(
      loops, arguments,
      [&](std::size_t thread) { settled.at(thread) = std::this_thread::get_id(); },
      {.duration = std::chrono::duration<double>(0), .least_rounds = 5, .seed = 1});
  EXPECT_EQ(settled[0], std::this_thread::get_id());
  EXPECT_NE(settled[0], settled[1]);
  EXPECT_GT(session.core_hz, 0);
  ASSERT_EQ(session.samples.size(), 2U);
  for (const Samples& samples : session.samples) {
    EXPECT_EQ(samples.calls.size(), 2U * 5);
    EXPECT_EQ(samples.empty.size(), 2U * 5);
  }
}

// Leaves memory for two stacks besides those that are kept of threads that have ended.
void forbid_many_stacks() {
  pthread_attr_t attributes;
  std::size_t stack = 0;
  pthread_getattr_default_np(&attributes);
  pthread_attr_getstacksize(&attributes, &stack);
  std::ifstream pages("/proc/self/statm");
  rlim_t used = 0;
  pages >> used;
  const rlim_t limit = used * static_cast<rlim_t>(getpagesize()) + 5 * stack / 2;
  const rlimit memory = {limit, limit};
  setrlimit(RLIMIT_AS, &memory);
}

[[noreturn]] void say_why_so_many_threads_cannot_measure() {
  alarm(10);
  const std::array<calls::BoundLoop, 1> loops = {{{calls::reference_sequences()[1].loop, {}}}};
  const std::array<calls::Arguments, 12> arguments;
  forbid_many_stacks();
  try {
    measure_together(loops, arguments, [](std::size_t) {}, {});
  } catch (const std::system_error& error) {
    std::cerr << error.what() << std::endl;
    _exit(3);
  }
  _exit(0);
}

TEST(MeasureTogether, EndsWhereAThreadCannotBeStarted) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "the address sanitizer needs more memory than this leaves";
#endif
  EXPECT_EXIT(say_why_so_many_threads_cannot_measure(), testing::ExitedWithCode(3),
              "cannot start 12 threads: Resource temporarily unavailable");
}

}  // namespace
}  // namespace vdsobench::timing
