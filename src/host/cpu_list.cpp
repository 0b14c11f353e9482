#include "host/cpu_list.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <string>

#include "base/text.hpp"

namespace vdsobench::host {

namespace {

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  if (value < 0 || value >= cpu_limit) return {};
  return value;
}

}  // namespace

CpuSet parse_cpu_list(std::string_view text) {
  CpuSet cpus;
  for (const std::string& range : split(text, ", \n")) {
    const std::string_view view = range;
    const auto dash = view.find('-');
    const auto first = number(view.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : number(view.substr(dash + 1));
    if (!first || !last) continue;
    for (int cpu = *first; cpu <= *last; ++cpu) cpus.insert(cpu);
  }
  return cpus;
}

CpuSet intersection(const CpuSet& left, const CpuSet& right) {
  CpuSet result;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::inserter(result, result.end()));
  return result;
}

CpuSet difference(const CpuSet& left, const CpuSet& right) {
  CpuSet result;
  std::set_difference(left.begin(), left.end(), right.begin(), right.end(),
                      std::inserter(result, result.end()));
  return result;
}

}  // namespace vdsobench::host
