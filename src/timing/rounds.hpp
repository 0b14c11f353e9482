#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "calls/loop.hpp"
#include "timing/figures.hpp"
#include "timing/tour.hpp"

namespace vdsobench::timing {

/// Times `n` iterations of a loop, in the unit of Samples.
using Timer = std::function<double(calls::Loop loop, calls::Target target, std::uint64_t n)>;

/// Rounds of one batch a call, and what they have gathered: for exact mode, and for threads that
/// start every batch together.
class Rounds {
 public:
  /// `batches`: how many calls make a batch, for each loop.
  Rounds(std::span<const calls::BoundLoop> loops, const calls::Arguments& arguments,
         std::span<const std::uint64_t> batches, std::uint64_t seed);

  void run_one(const Timer& timer);

  std::vector<Samples> take_samples();

  std::uint64_t moves() const { return tour_.moves(); }

 private:
  void time_batch_of(std::size_t i, const Timer& timer);

  std::span<const calls::BoundLoop> loops_;
  const calls::Arguments& arguments_;
  Tour tour_;
  std::vector<Samples> samples_;
  std::map<std::uint64_t, std::vector<double>> empty_;  // by length
};

}  // namespace vdsobench::timing
