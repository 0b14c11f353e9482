#include "bench/measure/reference_sequences.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "arch/arch.hpp"
#include "timing/tick_source.hpp"
#include "timing/witness.hpp"

namespace vdsobench::bench {

namespace {

using arch::Body;
using arch::hand_written_loop;

constexpr auto empty = &hand_written_loop<Body{}>;
using timing::TickSource;

bool by_clock() { return timing::tick_source() == TickSource::clock; }

// An odd number, that one stands in the middle.
std::size_t batches() { return by_clock() ? 11 : 201; }

std::uint64_t sequences_a_batch(const HandWritten& sequence) {
  constexpr std::uint64_t longer = 50;
  return by_clock() ? sequence.n * longer : sequence.n;
}

struct Batch {
  double cycles;
  double witness;  // the slower of the two around it, cycles
};

Batch timed_batch(const HandWritten& sequence, const timing::Ruler& ruler,
                  const timing::Witness& witness) {
  const double before = ruler.ticks_per_cycle();
  const double first = witness.ticks();
  const auto ticks = timing::ticks_of([&] { sequence.loop(sequence.n); });
  const double second = witness.ticks();
  const double rate = std::min(before, ruler.ticks_per_cycle());
  return {static_cast<double>(ticks) / rate, std::max(first, second) / rate};
}

// Of the quarter of batches during which the core was most its own.
double median_batch(const HandWritten& sequence, const timing::Ruler& ruler) {
  const timing::Witness witness;
  std::vector<Batch> all(batches());
  for (auto& batch : all) batch = timed_batch(sequence, ruler, witness);
  std::ranges::sort(all, {}, &Batch::witness);
  all.resize(all.size() / 4 + 1);
  std::ranges::sort(all, {}, &Batch::cycles);
  return all[all.size() / 2].cycles;
}

// The last one reads the tick counter.
constexpr std::array<HandWritten, 6> sequences = {{
    {"nothing", &hand_written_loop<Body{}>, 50'000},
    {"10 nops", &hand_written_loop<Body{.nops = 10}>, 20'000},
    {"100 nops", &hand_written_loop<Body{.nops = 100}>, 3'000},
    {"100 dependent adds", &hand_written_loop<Body{.adds = 100}>, 500},
    {"getppid/insn", &hand_written_loop<Body{.traps = 1}>, 200},
    {"tick/insn", &hand_written_loop<Body{.ticks = 1}>, 2'000},
}};

}  // namespace

std::span<const HandWritten> hand_written_sequences() {
  const std::span all = sequences;
  return by_clock() ? all.first(all.size() - 1) : all;
}

double cycles_by_hand(const HandWritten& sequence, const timing::Ruler& ruler) {
  const auto n = sequences_a_batch(sequence);
  const double gross = median_batch({"", sequence.loop, n}, ruler);
  const double price = median_batch({"", empty, n}, ruler);
  return (gross - price) / static_cast<double>(n);
}

}  // namespace vdsobench::bench
