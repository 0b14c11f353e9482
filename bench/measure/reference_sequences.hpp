#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "timing/ruler.hpp"

namespace vdsobench::bench {

/// A known sequence in a loop of assembly alone, with how many of it make a batch of 10 to 40 µs;
/// by the clock fifty times as many do.
struct HandWritten {
  std::string_view name;
  void (*loop)(std::uint64_t n);
  std::uint64_t n;
};

/// The names are those of calls::reference_sequences, and of calls. Where the tick counter may not
/// be read, none of them reads it.
std::span<const HandWritten> hand_written_sequences();

/// Net cycles of a sequence, in a plain way: the median of the batches that the witnesses around
/// them say most of the core was free for, less that of as many empty loops. Beside clock, ruler
/// and witness it shares nothing with src/timing and the loops of src/calls, so that a mistake
/// there is not made here too.
double cycles_by_hand(const HandWritten& sequence, const timing::Ruler& ruler);

}  // namespace vdsobench::bench
