#include "timing/ways.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <thread>
#include <utility>

#include "timing/batch.hpp"
#include "timing/tour.hpp"

namespace vdsobench::timing {

namespace {

// Spread evenly over whole seconds of guest time, as few as leave room for a tour at each moment,
// so that each fraction of a second has its share. Idle time costs nothing there. The number has no
// divisor in common with any timer's rate.
constexpr int moments = 503;
constexpr double room_for_tours = 2;  // times what the first tour took

// Interrupts hit one single call in a thousand or fewer, and hardly three in the same way; where
// they do, by how much more those take: a timer's takes thousands of instructions.
constexpr std::size_t least_seen = 3;
constexpr double share_of_interrupts = 0.01;
constexpr std::uint64_t least_of_interrupts = 1000;

// Any seed would do: two boots do the very same.
constexpr std::uint64_t seed = 1;

using Counts = std::map<std::uint64_t, std::size_t>;  // by instructions, how often

Counts seen(const std::vector<std::uint64_t>& singles) {
  Counts counts;
  for (const auto each : singles) ++counts[each];
  const auto commonest = std::ranges::max_element(counts, {}, &Counts::value_type::second)->first;
  const auto rare = share_of_interrupts * static_cast<double>(singles.size());
  std::erase_if(counts, [&](const auto& entry) {
    const auto& [instructions, times] = entry;
    return times < least_seen ||
           (static_cast<double>(times) < rare && instructions >= commonest + least_of_interrupts);
  });
  return counts;
}

std::int64_t difference(std::uint64_t left, std::uint64_t right) {
  return static_cast<std::int64_t>(left) - static_cast<std::int64_t>(right);
}

// All ways into the loop by which a pair is two calls that take as long as single ones do.
std::set<std::int64_t> overheads_of(std::uint64_t two, const Counts& ones) {
  std::set<std::int64_t> overheads;
  for (const auto& [first, first_times] : ones)
    for (const auto& [second, second_times] : ones)
      overheads.insert(difference(first + second, two));
  return overheads;
}

// By how many pairs each is borne out.
std::map<std::int64_t, std::size_t> votes(const Counts& ones, const Counts& twos) {
  std::map<std::int64_t, std::size_t> votes;
  for (const auto& [two, times] : twos)
    for (const auto overhead : overheads_of(two, ones)) votes[overhead] += times;
  return votes;
}

// Of those that most pairs bear out the one nearest to the empty loop's: where calls alternate,
// every pair has one of each, and that leaves several.
std::int64_t overhead(const Counts& ones, const Counts& twos, std::int64_t of_empty) {
  const auto all = votes(ones, twos);
  const auto better = [of_empty](const auto& left, const auto& right) {
    if (left.second != right.second) return left.second < right.second;
    return std::abs(left.first - of_empty) > std::abs(right.first - of_empty);
  };
  return std::ranges::max_element(all, better)->first;
}

// The commonest first, of equals the cheaper.
std::vector<Way> ways(const Counts& ones, std::int64_t beyond) {
  double all = 0;
  for (const auto& [instructions, times] : ones) all += static_cast<double>(times);
  std::vector<Way> found;
  for (const auto& [instructions, times] : ones)
    found.push_back({static_cast<double>(static_cast<std::int64_t>(instructions) - beyond),
                     static_cast<double>(times) / all});
  std::ranges::stable_sort(found, std::greater{}, &Way::share);
  return found;
}

void take(const calls::BoundLoop& bound, const calls::Arguments& arguments, std::uint64_t before,
          Singles& singles) {
  const auto& [loop, target] = bound;
  loop(before, target, arguments);
  singles.ones.push_back(time_batch(loop, target, arguments, 1));
  singles.twos.push_back(time_batch(loop, target, arguments, 2));
  singles.ones.push_back(time_batch(loop, target, arguments, 1));
}

using GuestClock = std::chrono::steady_clock;

// From one moment to the next.
GuestClock::duration step_for(GuestClock::duration tour) {
  const std::chrono::duration<double> wanted = room_for_tours * moments * tour;
  return std::chrono::duration_cast<GuestClock::duration>(
      std::chrono::duration<double>(std::max(1.0, std::ceil(wanted.count())) / moments));
}

std::string no_two_alike(const std::vector<std::uint64_t>& ones) {
  const auto [least, most] = std::ranges::minmax(ones);
  return fmt::format(
      "takes a number of instructions that differs from call to call by up to {} ({} calls, hardly "
      "two alike)",
      most - least, ones.size());
}

}  // namespace

AllSingles measure_ways(std::span<const calls::BoundLoop> loops,
                        const calls::Arguments& arguments) {
  AllSingles all = {std::vector<Singles>(loops.size()), {}};
  Tour tour(loops.size(), seed);
  std::mt19937_64 random(seed);
  const auto go = [&] {
    tour.round([&](std::size_t i) {
      take(loops[i], arguments, 1 + random() % most_calls_before, all.calls[i]);
    });
    take({calls::empty_loop, {}}, arguments, 1, all.empty);
  };
  const auto begin = GuestClock::now();
  go();
  const auto step = step_for(GuestClock::now() - begin);
  for (int moment = 1; moment < moments; ++moment) {
    std::this_thread::sleep_until(begin + moment * step);
    go();
  }
  return all;
}

Result<Figures> figures_of_ways(const Singles& singles, const Singles& empty) {
  const auto ones = seen(singles.ones), twos = seen(singles.twos);
  const auto empty_one = std::ranges::min(empty.ones), empty_two = std::ranges::min(empty.twos);
  if (ones.empty() || twos.empty()) return Reason{no_two_alike(singles.ones)};
  const auto iteration = difference(empty_two, empty_one);
  const auto beyond =
      overhead(ones, twos, static_cast<std::int64_t>(empty_one) - iteration) + iteration;
  Samples samples = {.batch = 1, .calls = {}, .empty = {static_cast<double>(beyond)}};
  for (const auto& [one, times] : ones)
    samples.calls.insert(samples.calls.end(), times, static_cast<double>(one));
  auto result = figures(std::move(samples));
  result.ways = ways(ones, beyond);
  result.headline = result.ways.front().instructions;
  return result;
}

}  // namespace vdsobench::timing
