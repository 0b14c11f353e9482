#include "bench/measure/reference_sequences.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "arch/arch.hpp"
#include "timing/tick_source.hpp"

namespace vdsobench::bench {

namespace {

using arch::Body;
using arch::hand_written_loop;

constexpr auto empty = &hand_written_loop<Body{}>;
using timing::TickSource;

bool by_clock() { return timing::tick_source() == TickSource::clock; }

// An odd number, that one stands in the middle.
std::size_t batches() { return by_clock() ? 11 : 101; }

std::uint64_t sequences_a_batch(const HandWritten& sequence) {
  constexpr std::uint64_t longer = 50;
  return by_clock() ? sequence.n * longer : sequence.n;
}

double cycles_of_batch(const HandWritten& sequence, const timing::Ruler& ruler) {
  const double before = ruler.ticks_per_cycle();
  const auto ticks = timing::ticks_of([&] { sequence.loop(sequence.n); });
  return static_cast<double>(ticks) / std::min(before, ruler.ticks_per_cycle());
}

double median_batch(const HandWritten& sequence, const timing::Ruler& ruler) {
  std::vector<double> cycles(batches());
  for (double& batch : cycles) batch = cycles_of_batch(sequence, ruler);
  std::ranges::sort(cycles);
  return cycles[cycles.size() / 2];
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
