#include "timing/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "timing/quantile.hpp"

namespace vdsobench::timing {

namespace {

double disturbed_share(const std::vector<double>& sorted) {
  const double limit = quantile(sorted, 0.5) * disturbed_factor;
  const auto first = std::ranges::upper_bound(sorted, limit);
  return static_cast<double>(sorted.end() - first) / static_cast<double>(sorted.size());
}

Figures at(Samples& samples, double headline) {
  std::ranges::sort(samples.calls);
  std::ranges::sort(samples.empty);
  const double empty = quantile(samples.empty, headline);
  const auto net = [&](double q) {
    return (quantile(samples.calls, q) - empty) / static_cast<double>(samples.batch);
  };
  return {.calls = samples.batch * samples.calls.size(),
          .batch = samples.batch,
          .headline = net(headline),
          .p10 = net(0.10),
          .p50 = net(0.50),
          .p90 = net(0.90),
          .p99 = net(0.99),
          .max = net(1.0),
          .disturbed = disturbed_share(samples.calls),
          .cold = samples.cold_call,
          .visits = std::move(samples.visits)};
}

}  // namespace

Figures figures(Samples samples) { return at(samples, headline_quantile); }

void judge_by(const Quiet& quiet, const LoopCosts& loops, Figures& figures) {
  if (figures.visits.empty()) return;
  const double loop = loops.at(figures.batch);
  auto [states, share] = judge(figures.visits, quiet);
  for (auto& state : states) state.cost -= loop;
  figures.headline = states.empty() ? figures.p50 : states.front().cost;
  figures.quiet = share;
  figures.states = std::move(states);
}

std::vector<Figures> judged_figures(std::vector<Samples> samples, const EmptyLoops& empty,
                                    double step) {
  std::vector<Figures> all;
  std::vector<Visit> visits;
  for (auto& each : samples) {
    visits.insert(visits.end(), each.visits.begin(), each.visits.end());
    all.push_back(figures(std::move(each)));
  }
  const auto quiet = quiet_by(visits, step);
  if (!quiet) return all;
  const auto loops = costs_of_loops(empty, *quiet);
  for (auto& figures : all) judge_by(*quiet, loops, figures);
  return all;
}

// The least batch may come out whole by chance where the calls differ, hardly that in the middle as
// well. They need not be equal: a clocksource that is read through a device takes now one way of
// fixed length, now another.
Result<Figures> exact_figures(Samples samples) {
  const Figures result = at(samples, 0);
  const double middle = samples.calls[(samples.calls.size() - 1) / 2] - samples.empty.front();
  for (const double each : {result.headline, middle / static_cast<double>(samples.batch)})
    if (each != std::floor(each))
      return Reason{fmt::format(
          "takes {} instructions a call, which is no whole number: not every call takes the same "
          "way, or this is not QEMU's instruction clock (-icount shift=0)",
          each)};
  return result;
}

}  // namespace vdsobench::timing
