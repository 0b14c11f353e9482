#include "timing/session.hpp"

#include <algorithm>
#include <functional>

#include "calls/raw_clock.hpp"
#include "timing/batch.hpp"
#include "timing/batch_size.hpp"
#include "timing/core_clock.hpp"
#include "timing/frequency.hpp"
#include "timing/rounds.hpp"
#include "timing/visits.hpp"

namespace vdsobench::timing {

namespace {

using Clock = calls::RawClock;

// In exact mode a timer interrupt hits one batch in ten or fewer; the least of these was not hit.
constexpr std::uint64_t exact_batch = 50;
constexpr int exact_rounds = 12;

// A round by the clock takes fifty times as long.
constexpr std::uint64_t least_rounds_by_clock = 5;

// What the longer batches took beyond the shorter ones: without the way into the loop and out of
// it, where each loop reads arguments of its own and so differs from the empty one.
std::vector<double> beyond(std::vector<double> longer, const std::vector<double>& shorter) {
  const double least = std::ranges::min(shorter);
  for (double& ticks : longer) ticks -= least;
  return longer;
}

Samples difference(const Samples& longer, const Samples& shorter) {
  return {.batch = longer.batch - shorter.batch,
          .calls = beyond(longer.calls, shorter.calls),
          .empty = beyond(longer.empty, shorter.empty)};
}

}  // namespace

std::uint64_t least_rounds(const Plan& plan) {
  if (tick_source() == TickSource::counter) return plan.least_rounds;
  return std::min(plan.least_rounds, least_rounds_by_clock);
}

Session measure(std::span<const calls::BoundLoop> loops, const calls::Arguments& arguments,
                const Plan& plan) {
  const auto batches = batch_sizes(loops, arguments);
  Visits visits(loops, arguments, batches, plan.seed);
  CoreClock clock(visits.timer());
  const auto least = least_rounds(plan);
  const auto end = Clock::now() + plan.duration;
  for (std::uint64_t done = 0; done < least || Clock::now() < end; ++done) {
    visits.run_round();
    clock.look();
  }
  const auto [counter_hz, core_hz] = clock.rates();
  return {.samples = visits.take_samples(),
          .counter_hz = counter_hz,
          .core_hz = core_hz,
          .moves = visits.moves(),
          .step = visits.step_in_cycles(),
          .additions = visits.additions(),
          .empty = visits.empty_loops()};
}

Session measure_exactly(std::span<const calls::BoundLoop> loops,
                        const calls::Arguments& arguments) {
  const Moment begin = now();
  Rounds once(loops, arguments, std::vector(loops.size(), exact_batch), 0);
  Rounds twice(loops, arguments, std::vector(loops.size(), 2 * exact_batch), 0);
  const Timer instructions = [&](calls::Loop loop, calls::Target target, std::uint64_t n) {
    return static_cast<double>(time_batch(loop, target, arguments, n));
  };
  for (int done = 0; done < exact_rounds; ++done) {
    once.run_one(instructions);
    twice.run_one(instructions);
  }
  auto samples = once.take_samples();
  std::ranges::transform(twice.take_samples(), samples, samples.begin(), difference);
  return {std::move(samples), frequency(begin, now()), 0};
}

}  // namespace vdsobench::timing
