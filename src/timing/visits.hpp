#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "calls/loop.hpp"
#include "timing/clutter.hpp"
#include "timing/cycle_timer.hpp"
#include "timing/figures.hpp"
#include "timing/tour.hpp"
#include "timing/witness.hpp"

namespace vdsobench::timing {

/// Visits to every call, round after round, and to the empty loop between them, and what they have
/// gathered. A visit makes the call
/// once after other work, then until its batches have stopped falling, then times a run of batches,
/// each between two witnesses. Timed by the ruler's readings before and after.
class Visits {
 public:
  /// `batches`: how many calls make a batch, for each loop.
  Visits(std::span<const calls::BoundLoop> loops, const calls::Arguments& arguments,
         std::span<const std::uint64_t> batches, std::uint64_t seed);

  void run_round();

  std::vector<Samples> take_samples();
  const EmptyLoops& empty_loops() const { return empty_; }
  std::uint64_t moves() const { return tour_.moves(); }
  const CycleTimer& timer() const { return timer_; }

  /// Of what was visited: what a step of the counter is in cycles, and how many additions make a
  /// witness.
  double step_in_cycles() const;
  double additions() const { return witness_.additions(); }

 private:
  void visit(std::size_t i);
  double cold_ticks(const calls::BoundLoop& loop);
  void warm_up(const calls::BoundLoop& loop, std::uint64_t batch) const;
  Visit timed_visit(const calls::BoundLoop& loop, std::uint64_t batch, std::vector<double>& cycles);
  void visit_empty_loop(EmptyLoops::value_type& of_length);
  void visit_empty_loops();

  std::span<const calls::BoundLoop> loops_;
  const calls::Arguments& arguments_;
  Tour tour_;
  CycleTimer timer_;
  Witness witness_;
  Clutter clutter_;
  std::vector<Samples> samples_;
  std::vector<std::vector<double>> colds_;  // of each call, cycles
  std::vector<double> cold_empty_;
  EmptyLoops empty_;
  std::map<std::uint64_t, std::vector<double>> empty_batches_;  // cycles, by length
};

}  // namespace vdsobench::timing
