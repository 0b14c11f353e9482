#include "bench/place.hpp"

#include <utility>

#include "host/cpus.hpp"

namespace vdsobench::bench {

Place choose_place(std::optional<int> asked) {
  const host::Root root;
  const auto allowed = host::reachable_cpus(root);
  if (asked) return {*asked, "as asked", {}, host::spread_over_cores(root, allowed, *asked)};
  auto load = host::sample_load(root);
  auto choice = host::choose_cpu(root, allowed, load);
  auto cpus = host::spread_over_cores(root, allowed, choice.cpu);
  return {choice.cpu, std::move(choice.why), std::move(load), std::move(cpus)};
}

}  // namespace vdsobench::bench
