#include "timing/contention.hpp"

#include <fmt/format.h>

#include <atomic>
#include <future>
#include <latch>
#include <span>
#include <system_error>
#include <thread>

#include "calls/raw_clock.hpp"
#include "timing/batch_size.hpp"
#include "timing/core_clock.hpp"
#include "timing/cycle_timer.hpp"
#include "timing/quantile.hpp"
#include "timing/rounds.hpp"
#include "timing/spin_barrier.hpp"

namespace vdsobench::timing {

namespace {

using Clock = calls::RawClock;

struct Yield {
  std::vector<Samples> samples;
  std::vector<double> counter_hz;  // a thread each
  std::vector<double> core_hz;
  std::uint64_t moves = 0;
};

/// What the threads have in common.
class Together {
 public:
  Together(std::span<const calls::BoundLoop> loops, const std::vector<std::uint64_t>& batches,
           std::uint64_t threads, const Plan& plan)
      : loops_(loops), batches_(batches), barrier_(threads), plan_(plan) {}

  Yield measure(std::size_t thread, const calls::Arguments& arguments) {
    Rounds rounds(loops_, arguments, batches_, plan_.seed);  // one seed: the same order for all
    CycleTimer timer(arguments);
    CoreClock clock(timer);
    const auto start_together = [&](calls::Loop loop, calls::Target target, std::uint64_t n) {
      barrier_.wait();
      return timer(loop, target, n);
    };
    for (std::uint64_t done = 0; all_go_on(thread, done); ++done) {
      rounds.run_one(start_together);
      clock.look();
    }
    const auto [counter_hz, core_hz] = clock.rates();
    return {rounds.take_samples(), {counter_hz}, {core_hz}, rounds.moves()};
  }

 private:
  // The first thread decides. It cannot overwrite what the others have yet to read: every round
  // holds it at a barrier that they reach after reading.
  bool all_go_on(std::size_t thread, std::uint64_t done) {
    if (thread == 0) go_on_ = done < least_rounds(plan_) || Clock::now() < end_;
    barrier_.wait();
    return go_on_;
  }

  std::span<const calls::BoundLoop> loops_;
  const std::vector<std::uint64_t>& batches_;
  SpinBarrier barrier_;
  const Plan& plan_;
  std::atomic<bool> go_on_ = true;
  Clock::time_point end_ = Clock::now() + std::chrono::ceil<Clock::duration>(plan_.duration);
};

using OnThread = std::function<void(std::size_t thread)>;

// Those that have started wait until all have, and until all have settled: at a barrier that spins,
// one that is missing would be waited for without end. A new thread is on the CPU of the one that
// started it, where under a real-time class (sched(7)) it does not run before that one sleeps.
void on_threads(std::size_t threads, const OnThread& settle, const OnThread& measure) {
  std::latch settled(static_cast<std::ptrdiff_t>(threads));
  const auto settle_and_measure = [&](std::size_t i) {
    settle(i);
    settled.arrive_and_wait();
    measure(i);
  };
  std::promise<bool> all_started;
  const auto go = all_started.get_future().share();
  std::vector<std::jthread> others;
  try {
    for (std::size_t i = 1; i < threads; ++i)
      others.emplace_back([&settle_and_measure, go, i] {
        if (go.get()) settle_and_measure(i);
      });
  } catch (const std::system_error& error) {
    all_started.set_value(false);
    throw std::system_error(error.code(), fmt::format("cannot start {} threads", threads));
  }
  all_started.set_value(true);
  settle_and_measure(0);
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

Yield merged(const std::vector<Yield>& yields) {
  Yield all = yields.front();
  for (const auto& yield : std::span(yields).subspan(1)) {
    for (std::size_t i = 0; i < all.samples.size(); ++i) {
      append(all.samples[i].calls, yield.samples[i].calls);
      append(all.samples[i].empty, yield.samples[i].empty);
    }
    append(all.counter_hz, yield.counter_hz);
    append(all.core_hz, yield.core_hz);
    all.moves += yield.moves;
  }
  return all;
}

}  // namespace

Session measure_together(std::span<const calls::BoundLoop> loops,
                         std::span<const calls::Arguments> arguments,
                         const std::function<void(std::size_t thread)>& settle, const Plan& plan) {
  const auto batches = batch_sizes(loops, arguments.front());
  Together together(loops, batches, arguments.size(), plan);
  std::vector<Yield> yields(arguments.size());
  const auto settle_or_die = [&](std::size_t thread) noexcept { settle(thread); };
  const auto measure = [&](std::size_t thread) noexcept {
    yields[thread] = together.measure(thread, arguments[thread]);
  };
  on_threads(yields.size(), settle_or_die, measure);
  auto [samples, counter_hz, core_hz, moves] = merged(yields);
  return {std::move(samples), median(std::move(counter_hz)), median(std::move(core_hz)), moves};
}

}  // namespace vdsobench::timing
