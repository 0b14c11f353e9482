#include "timing/visits.hpp"

#include <algorithm>
#include <utility>

#include "timing/batch.hpp"
#include "timing/quantile.hpp"
#include "timing/states.hpp"

namespace vdsobench::timing {

namespace {

// With a witness on either side a visit takes a quarter of a millisecond: short beside most of what
// a neighbour does, long enough for a run of quiet witnesses to prove something. A single quiet
// pair does not: batches between two such were up to 10 % dear on Zen 4.
constexpr int batches_a_visit = 10;
constexpr int batches_a_visit_by_clock = 3;

// On Zen 4 the first 100 calls after another one cost up to 43 % more, the next 200 up to 3 %.
constexpr int most_warming_batches = 12;
constexpr double still_falling = 0.995;

constexpr int empty_batches = 2;

// Of values that the counter's steps and interrupts scatter: the mean of the middle half, finer
// than a step.
double midmean(std::vector<double> values) {
  std::ranges::sort(values);
  const auto quarter = static_cast<std::ptrdiff_t>(values.size() / 4);
  double sum = 0;
  for (auto each = values.begin() + quarter; each != values.end() - quarter; ++each) sum += *each;
  return sum / static_cast<double>(std::ssize(values) - 2 * quarter);
}

}  // namespace

Visits::Visits(std::span<const calls::BoundLoop> loops, const calls::Arguments& arguments,
               std::span<const std::uint64_t> batches, std::uint64_t seed)
    : loops_(loops),
      arguments_(arguments),
      tour_(loops.size(), seed),
      timer_(arguments),
      colds_(loops.size()) {
  for (const std::uint64_t batch : batches) {
    samples_.push_back({.batch = batch, .calls = {}, .empty = {}});
    empty_[batch];
  }
}

void Visits::run_round() {
  tour_.round([this](std::size_t i) { visit(i); });
  time_empty_loops();
}

void Visits::visit(std::size_t i) {
  auto& samples = samples_[i];
  const double cold = cold_ticks(loops_[i]);
  warm_up(loops_[i], samples.batch);
  timer_.ticks_per_cycle_until_now();
  const auto run = run_of(loops_[i], samples.batch);
  const double rate = timer_.ticks_per_cycle_until_now();
  colds_[i].push_back(cold / rate);
  for (const double ticks : run.ticks) samples.calls.push_back(ticks / rate);
  samples.visits.push_back(
      {median(run.ticks) / rate, run.fastest_witness / rate, run.slowest_witness / rate});
}

double Visits::cold_ticks(const calls::BoundLoop& loop) {
  clutter_.spread();
  return static_cast<double>(time_batch(loop.loop, loop.target, arguments_, 1));
}

void Visits::warm_up(const calls::BoundLoop& loop, std::uint64_t batch) const {
  auto before = time_batch(loop.loop, loop.target, arguments_, batch);
  for (int done = 1; done < most_warming_batches; ++done) {
    const auto ticks = time_batch(loop.loop, loop.target, arguments_, batch);
    if (static_cast<double>(ticks) >= still_falling * static_cast<double>(before)) return;
    before = ticks;
  }
}

Visits::Batches Visits::run_of(const calls::BoundLoop& loop, std::uint64_t batch) const {
  const bool by_clock = tick_source() == TickSource::clock;
  const int batches = by_clock ? batches_a_visit_by_clock : batches_a_visit;
  Batches run = {};
  run.fastest_witness = run.slowest_witness = witness_.ticks();
  for (int i = 0; i < batches; ++i) {
    run.ticks.push_back(static_cast<double>(time_batch(loop.loop, loop.target, arguments_, batch)));
    const double witness = witness_.ticks();
    run.fastest_witness = std::min(run.fastest_witness, witness);
    run.slowest_witness = std::max(run.slowest_witness, witness);
  }
  return run;
}

void Visits::time_empty_loops() {
  const double cold = cold_ticks({calls::empty_loop, {}});
  for (auto& [batch, cycles] : empty_)
    for (int i = 0; i < empty_batches; ++i) cycles.push_back(timer_(calls::empty_loop, {}, batch));
  cold_empty_.push_back(cold / timer_.ticks_per_cycle().back());
}

// The empty loop waits for nothing but the core: what several of its batches hold is what it costs
// when that is free.
std::vector<Samples> Visits::take_samples() {
  constexpr double room = 0.01;
  const double cold_empty = midmean(cold_empty_);
  for (std::size_t i = 0; i < samples_.size(); ++i) {
    auto& samples = samples_[i];
    samples.empty = empty_[samples.batch];
    std::ranges::sort(samples.empty);
    const double empty = lowest_held(samples.empty, room, visits_that_hold);
    for (auto& visit : samples.visits)
      visit.cost = (visit.cost - empty) / static_cast<double>(samples.batch);
    samples.cold_call = midmean(std::move(colds_[i])) - cold_empty;
  }
  return std::move(samples_);
}

double Visits::step_in_cycles() const { return counter_step() / median(timer_.ticks_per_cycle()); }

}  // namespace vdsobench::timing
