#include "bench/measure/judgement.hpp"

#include <algorithm>

#include "timing/quantile.hpp"
#include "timing/quiet.hpp"

namespace vdsobench::bench {

namespace {

using timing::Figures;

constexpr double half = 0.5;

template <class Do>
void for_each_figures(const Row& row, const Do& act) {
  for (const auto& figures : row.figures)
    if (figures) act(figures.value());
}

std::vector<timing::Visit> all_visits(const Measurement& measurement) {
  std::vector<timing::Visit> all;
  for (const auto& row : measurement.rows)
    for_each_figures(row, [&](const Figures& figures) {
      all.insert(all.end(), figures.visits.begin(), figures.visits.end());
    });
  return all;
}

bool visited(const Figures& figures) { return !figures.visits.empty(); }

bool is_quiet_in_most(const Row& row) {
  std::ptrdiff_t visited_in = 0, quiet_in = 0;
  for_each_figures(row, [&](const Figures& figures) {
    visited_in += visited(figures) ? 1 : 0;
    quiet_in += figures.quiet > 0 ? 1 : 0;
  });
  return 2 * quiet_in >= visited_in;
}

}  // namespace

void judge(Measurement& measurement) {
  const auto quiet = timing::quiet_by(all_visits(measurement), measurement.step);
  if (!quiet) return;
  measurement.floor = quiet->floor;
  const auto loops = timing::costs_of_loops(measurement.empty, *quiet);
  for (auto& row : measurement.rows)
    for (auto& figures : row.figures)
      if (figures) timing::judge_by(*quiet, loops, figures.value());
}

bool is_quiet(const Row& row) {
  return std::ranges::any_of(
      row.figures, [](const auto& figures) { return figures && figures.value().quiet > 0; });
}

bool never_quiet(const Row& row) {
  bool was_visited = false;
  for_each_figures(row, [&](const Figures& figures) { was_visited |= visited(figures); });
  return was_visited && !is_quiet(row);
}

bool is_quiet(const Measurement& measurement) {
  return std::ranges::all_of(measurement.rows, is_quiet_in_most);
}

std::optional<double> quiet_share(const Measurement& measurement) {
  if (measurement.quiet) return measurement.quiet;
  double visits = 0, quiet = 0;
  for (const auto& row : measurement.rows)
    for_each_figures(row, [&](const Figures& figures) {
      const auto count = static_cast<double>(figures.visits.size());
      visits += count;
      quiet += count * figures.quiet;
    });
  if (visits == 0) return std::nullopt;
  return quiet / visits;
}

std::optional<double> additions_a_cycle(const Measurement& measurement) {
  if (measurement.floor <= 0) return std::nullopt;
  return measurement.additions / measurement.floor;
}

std::optional<StateRange> rarely_lowest(const Row& row) {
  std::vector<double> lowest, shares;
  double highest = 0;
  for_each_figures(row, [&](const Figures& figures) {
    if (figures.states.empty()) return;
    lowest.push_back(figures.states.front().cost);
    shares.push_back(figures.states.front().share);
    for (const auto& state : figures.states)
      if (state.share >= share_worth_naming) highest = std::max(highest, state.cost);
  });
  if (lowest.empty()) return std::nullopt;
  const StateRange range = {timing::median(lowest), highest, timing::median(shares)};
  if (range.share_of_lowest >= half) return std::nullopt;
  return range;
}

}  // namespace vdsobench::bench
