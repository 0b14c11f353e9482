#include "bench/place.hpp"

#include <sched.h>

#include <algorithm>
#include <utility>

#include "bench/affinity.hpp"
#include "host/affinity.hpp"
#include "host/cpus.hpp"

namespace vdsobench::bench {

namespace {

Place not_chosen() {
  return {std::max(sched_getcpu(), 0), "by chance, for it may not choose one", {}, {}, false};
}

}  // namespace

Place choose_place(std::optional<int> asked) {
  const host::Root root;
  const auto allowed = host::reachable_cpus(root);
  if (asked) return {*asked, "as asked", {}, host::spread_over_cores(root, allowed, *asked)};
  auto load = host::sample_load(root);
  auto choice = host::choose_cpu(root, allowed, load);
  if (!host::can_stay_on(choice.cpu)) return not_chosen();
  auto cpus = host::spread_over_cores(root, allowed, choice.cpu);
  return {choice.cpu, std::move(choice.why), std::move(load), std::move(cpus)};
}

void stay_at(const Place& place) {
  if (place.fixed) pin(place.cpu);
}

}  // namespace vdsobench::bench
