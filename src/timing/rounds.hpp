#pragma once

#include <sched.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <span>
#include <vector>

#include "calls/loop.hpp"
#include "timing/figures.hpp"

namespace vdsobench::timing {

/// Times `n` iterations of a loop, in the unit of Samples.
using Timer = std::function<double(calls::Loop loop, calls::Target target, std::uint64_t n)>;

/// The rounds of a session, and what they have gathered.
class Rounds {
 public:
  /// `batches`: how many calls make a batch, for each loop.
  Rounds(std::span<const calls::BoundLoop> loops, const calls::Arguments& arguments,
         std::span<const std::uint64_t> batches, std::uint64_t seed);

  void run_one(const Timer& timer);

  std::vector<Samples> take_samples();

  /// How often a round ended on another CPU than the one before it.
  std::uint64_t moves() const { return moves_; }

 private:
  void time_batch_of(std::size_t i, const Timer& timer);
  void look_where_it_runs();

  std::span<const calls::BoundLoop> loops_;
  const calls::Arguments& arguments_;
  std::mt19937_64 random_;
  std::vector<std::size_t> order_;
  std::vector<Samples> samples_;
  std::map<std::uint64_t, std::vector<double>> empty_;  // by length
  int cpu_ = sched_getcpu();
  std::uint64_t moves_ = 0;
};

}  // namespace vdsobench::timing
