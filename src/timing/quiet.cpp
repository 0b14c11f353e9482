#include "timing/quiet.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "timing/quantile.hpp"

namespace vdsobench::timing {

namespace {

// A neighbour costs the witness a tenth at least, as does all that he costs a system call. Alone it
// moves by the counter's steps and the ruler's error (a guest on Zen 4: 3,536 to 3,588 ticks).
constexpr double room = 0.01;
constexpr double room_in_steps = 2;

// A neighbour holds up the ruler, too, by up to 2 % (Zen 3): a witness that had the core to itself
// for a moment, between two such readings, comes out as much too fast.
constexpr double error_of_ruler = 0.03;

// Of visits, those whose fastest witness has to hold the least.
constexpr double share_that_holds = 0.005;

// Cores of the last fifteen years start three to six. Two is a core of two hardware threads, of
// which the other one is at work, or an in-order core of old.
constexpr double least_throughput = 3;
constexpr double room_of_throughput = 0.03;

double lowest_of(std::span<const Visit> visits, double Visit::*witness, std::size_t holding) {
  std::vector<double> cycles;
  for (const auto& visit : visits) cycles.push_back(visit.*witness);
  std::ranges::sort(cycles);
  return lowest_held(cycles, room, holding);
}

std::vector<double> quiet_costs(std::span<const Visit> visits, const Quiet& quiet) {
  std::vector<double> costs;
  for (const auto& visit : visits)
    if (quiet.holds(visit)) costs.push_back(visit.cost);
  return costs;
}

}  // namespace

std::optional<Quiet> quiet_by(std::span<const Visit> visits, double step) {
  if (visits.empty()) return std::nullopt;
  const auto share =
      static_cast<std::size_t>(share_that_holds * static_cast<double>(visits.size()));
  const double least = lowest_of(visits, &Visit::fastest, std::max(share, visits_that_hold));
  const double whole_visits = lowest_of(visits, &Visit::slowest, visits_that_hold);
  const double floor = whole_visits <= (1 + error_of_ruler) * least ? whole_visits : least;
  return Quiet{floor, floor + std::max(room * floor, room_in_steps * step)};
}

Judged judge(std::span<const Visit> visits, const Quiet& quiet) {
  auto costs = quiet_costs(visits, quiet);
  const double share = static_cast<double>(costs.size()) / static_cast<double>(visits.size());
  auto held = states(std::move(costs));
  const bool any = !held.empty();
  return {std::move(held), any ? share : 0};
}

double cost_of_loop(std::span<const Visit> empty, const Quiet& quiet) {
  auto costs = quiet_costs(empty, quiet);
  if (costs.size() < visits_that_hold)
    for (const auto& visit : empty) costs.push_back(visit.cost);
  std::ranges::sort(costs);
  return lowest_held(costs, room, visits_that_hold);
}

LoopCosts costs_of_loops(const EmptyLoops& empty, const Quiet& quiet) {
  LoopCosts costs;
  for (const auto& [batch, visits] : empty) costs[batch] = cost_of_loop(visits, quiet);
  return costs;
}

bool is_whole_throughput(double additions_a_cycle) {
  const double whole = std::round(additions_a_cycle);
  return whole >= least_throughput &&
         std::abs(additions_a_cycle - whole) <= room_of_throughput * whole;
}

}  // namespace vdsobench::timing
