#include "timing/visits.hpp"

#include <algorithm>
#include <utility>

#include "timing/batch.hpp"
#include "timing/quantile.hpp"

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

// The empty loop has states, too, of which the lowest holds but a quarter of its visits (Zen 3),
// and whatever is missed of it is missed in every call: its visits are worth a fifth of the time.
constexpr int calls_an_empty_loop = 4;

const calls::BoundLoop nothing = {calls::empty_loop, {}};

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
  auto next = empty_.begin();
  int visited = 0;
  tour_.round([&](std::size_t i) {
    visit(i);
    if (++visited % calls_an_empty_loop != 0) return;
    visit_empty_loop(*next);
    if (++next == empty_.end()) next = empty_.begin();
  });
  visit_empty_loops();
}

void Visits::visit(std::size_t i) {
  auto& samples = samples_[i];
  const double cold = cold_ticks(loops_[i]);
  samples.visits.push_back(timed_visit(loops_[i], samples.batch, samples.calls));
  colds_[i].push_back(cold / timer_.ticks_per_cycle().back());
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

Visit Visits::timed_visit(const calls::BoundLoop& loop, std::uint64_t batch,
                          std::vector<double>& cycles) {
  const bool by_clock = tick_source() == TickSource::clock;
  const int batches = by_clock ? batches_a_visit_by_clock : batches_a_visit;
  warm_up(loop, batch);
  timer_.ticks_per_cycle_until_now();
  std::vector<double> ticks, witnesses = {witness_.ticks()};
  for (int i = 0; i < batches; ++i) {
    ticks.push_back(static_cast<double>(time_batch(loop.loop, loop.target, arguments_, batch)));
    witnesses.push_back(witness_.ticks());
  }
  const double rate = timer_.ticks_per_cycle_until_now();
  for (const double each : ticks) cycles.push_back(each / rate);
  const auto [fastest, slowest] = std::ranges::minmax(witnesses);
  return {median(std::move(ticks)) / rate / static_cast<double>(batch), fastest / rate,
          slowest / rate};
}

void Visits::visit_empty_loop(EmptyLoops::value_type& of_length) {
  auto& [batch, visits] = of_length;
  visits.push_back(timed_visit(nothing, batch, empty_batches_[batch]));
}

void Visits::visit_empty_loops() {
  const double cold = cold_ticks(nothing);
  for (auto& each : empty_) visit_empty_loop(each);
  cold_empty_.push_back(cold / timer_.ticks_per_cycle().back());
}

std::vector<Samples> Visits::take_samples() {
  const double cold_empty = midmean(cold_empty_);
  for (std::size_t i = 0; i < samples_.size(); ++i) {
    auto& samples = samples_[i];
    samples.empty = empty_batches_[samples.batch];
    samples.cold_call = midmean(std::move(colds_[i])) - cold_empty;
  }
  return std::move(samples_);
}

double Visits::step_in_cycles() const { return witness_.step() / median(timer_.ticks_per_cycle()); }

}  // namespace vdsobench::timing
