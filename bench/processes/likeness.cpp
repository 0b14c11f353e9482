#include "bench/processes/likeness.hpp"

#include <algorithm>
#include <cstdint>

#include "base/root.hpp"

namespace vdsobench::bench {

std::string likeness(const calls::ProcessFacts& process_facts) {
  return process_facts.vdso ? "a vDSO" : "no vDSO";
}

bool is_own_file() {
  const auto here = reinterpret_cast<std::uintptr_t>(&is_own_file);
  const auto file = Root{}.link("/proc/self/exe");
  const auto mappings = image::all_own_mappings();
  return std::ranges::any_of(
      mappings, [&](const auto& mapping) { return mapping.holds(here) && mapping.name == file; });
}

}  // namespace vdsobench::bench
