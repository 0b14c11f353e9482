#include "bench/by_hand.hpp"

#include <algorithm>

#include "arch/arch.hpp"

namespace vdsobench::bench {

namespace {

using arch::Body;
using arch::hand_written_loop;

constexpr auto empty = &hand_written_loop<Body{}>;
constexpr std::size_t batches = 101;

double cycles_of_batch(const HandWritten& sequence, const timing::Ruler& ruler) {
  const double before = ruler.ticks_per_cycle();
  const std::uint64_t begin = arch::ticks();
  sequence.loop(sequence.n);
  const auto ticks = static_cast<double>(arch::ticks() - begin);
  return ticks / std::min(before, ruler.ticks_per_cycle());
}

double median_batch(const HandWritten& sequence, const timing::Ruler& ruler) {
  std::array<double, batches> cycles;
  for (double& batch : cycles) batch = cycles_of_batch(sequence, ruler);
  std::ranges::sort(cycles);
  return cycles[batches / 2];
}

}  // namespace

const std::array<HandWritten, 6> hand_written = {{
    {"nothing", &hand_written_loop<Body{}>, 50'000},
    {"10 nops", &hand_written_loop<Body{.nops = 10}>, 20'000},
    {"100 nops", &hand_written_loop<Body{.nops = 100}>, 3'000},
    {"100 dependent adds", &hand_written_loop<Body{.adds = 100}>, 500},
    {"tick/insn", &hand_written_loop<Body{.ticks = 1}>, 2'000},
    {"getppid/insn", &hand_written_loop<Body{.traps = 1}>, 200},
}};

double cycles_by_hand(const HandWritten& sequence, const timing::Ruler& ruler) {
  const double gross = median_batch(sequence, ruler);
  const double price = median_batch({"", empty, sequence.n}, ruler);
  return (gross - price) / static_cast<double>(sequence.n);
}

}  // namespace vdsobench::bench
