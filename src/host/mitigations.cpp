#include "host/mitigations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace vdsobench::host {

namespace {

std::string without_semicolons(std::string state) {
  std::replace(state.begin(), state.end(), ';', ',');
  return state;
}

}  // namespace

std::optional<std::string> mitigations(const Root& root) {
  constexpr std::string_view folder = "sys/devices/system/cpu/vulnerabilities";
  std::vector<std::string> states;
  for (const std::string& name : root.list(folder)) {
    const auto state = root.read(fmt::format("{}/{}", folder, name));
    if (state && !state->empty())
      states.push_back(fmt::format("{}: {}", name, without_semicolons(*state)));
  }
  if (states.empty()) return {};
  return fmt::format("{}", fmt::join(states, "; "));
}

}  // namespace vdsobench::host
