#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <span>
#include <string>
#include <vector>

#include "bench/cli/selection.hpp"
#include "bench/commands/commands.hpp"
#include "bench/cpu.hpp"
#include "bench/exit_status.hpp"
#include "bench/measure/reference_sequences.hpp"
#include "bench/measure/summary.hpp"
#include "bench/output/selftest_table.hpp"
#include "bench/output/terminal.hpp"
#include "calls/known.hpp"
#include "timing/session.hpp"

namespace vdsobench::bench {

namespace {

constexpr unsigned long turns = 10;
constexpr std::size_t enough_turns = 3;

calls::Loop suite_loop(std::string_view name) {
  for (const auto& known : calls::reference_sequences())
    if (known.name == name) return known.loop;
  return find_calls({std::string(name)}).front()->loop;
}

/// The suite and the loops by hand in turns, so that what drifts falls on both alike.
class Selftest {
 public:
  void run_suite(std::chrono::duration<double> duration, unsigned long seed) {
    std::vector<calls::BoundLoop> loops;
    for (const auto& sequence : sequences_) loops.push_back({suite_loop(sequence.name), {}});
    const auto session = timing::measure(loops, {}, {.duration = duration, .seed = seed});
    core_hz_.push_back(session.core_hz);
    const auto figures = session.figures();
    for (std::size_t i = 0; i < loops.size(); ++i) by_suite_[i].push_back(figures[i].headline);
    const auto quiet = [](const auto& each) { return each.quiet > 0; };
    was_quiet_.push_back(std::ranges::all_of(figures, quiet));
  }

  void run_by_hand() {
    for (std::size_t i = 0; i < sequences_.size(); ++i)
      by_hand_[i].push_back(cycles_by_hand(sequences_[i], ruler_));
  }

  std::vector<Comparison> comparisons() const {
    const double ns_a_cycle = 1e9 / median(core_hz_);
    std::vector<Comparison> all;
    for (std::size_t i = 0; i < sequences_.size(); ++i)
      all.push_back({sequences_[i].name, typical(by_suite_[i]) * ns_a_cycle,
                     typical(by_hand_[i]) * ns_a_cycle});
    return all;
  }

 private:
  // Of the turns in which the core was the suite's own, if there were some.
  double typical(const std::vector<double>& figures) const {
    std::vector<double> quiet;
    for (std::size_t i = 0; i < figures.size(); ++i)
      if (was_quiet_[i]) quiet.push_back(figures[i]);
    return median(quiet.size() < enough_turns ? figures : quiet);
  }

  using Cycles = std::vector<std::vector<double>>;
  const std::span<const HandWritten> sequences_ = hand_written_sequences();
  timing::Ruler ruler_;
  std::vector<double> core_hz_;
  std::vector<bool> was_quiet_;
  Cycles by_suite_ = Cycles(sequences_.size());
  Cycles by_hand_ = Cycles(sequences_.size());
};

}  // namespace

int selftest(const SelftestOptions& options) {
  pin(choose_cpu(options.cpu));
  Selftest test;
  for (unsigned long turn = 0; turn < turns; ++turn) {
    test.run_suite(std::chrono::duration<double>(options.seconds / double{turns}), turn);
    test.run_by_hand();
  }
  const auto comparisons = test.comparisons();
  fmt::print("{}", selftest_table(comparisons, display_for(options.colour, fileno(stdout))));
  return std::ranges::all_of(comparisons, agrees) ? as_expected : found_something;
}

}  // namespace vdsobench::bench
