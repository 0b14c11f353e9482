#include "bench/place.hpp"

#include <utility>

#include "host/cpus.hpp"

namespace vdsobench::bench {

Place choose_place(std::optional<int> asked) {
  if (asked) return {*asked, "as asked", {}};
  const host::Root root;
  auto load = host::sample_load(root);
  auto choice = host::choose_cpu(root, host::reachable_cpus(root), load);
  return {choice.cpu, std::move(choice.why), std::move(load)};
}

}  // namespace vdsobench::bench
