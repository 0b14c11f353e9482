#include "verdict/sample_evidence.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace vdsobench::verdict {

namespace {

using calls::Agreement;
using calls::Probe;

const calls::Call& cell(std::string_view name) {
  const auto all = calls::all_calls();
  const auto found = std::ranges::find(all, name, &calls::Call::name);
  if (found == all.end()) throw std::out_of_range("no call " + std::string(name));
  return *found;
}

}  // namespace

Evidence sound(std::string_view call) {
  const auto& found = cell(call);
  return {&found,
          calls::BoundCall{&found, {}},
          Probe{Probe::Ending::answered, 0},
          Agreement{Agreement::State::agrees, {}},
          {}};
}

Evidence counted(std::string_view call, std::uint64_t syscalls, std::uint64_t emulations,
                 std::uint64_t calls) {
  auto evidence = sound(call);
  evidence.count = entries::Count{.calls = calls, .syscalls = syscalls, .emulations = emulations};
  return evidence;
}

Evidence unbound(std::string_view call, const char* reason) {
  return {&cell(call), Reason{reason}, {}, {}, {}};
}

Evidence ended(std::string_view call, Probe::Ending ending, int detail) {
  auto evidence = sound(call);
  evidence.probe = Probe{ending, detail};
  evidence.agreement.reset();
  return evidence;
}

Evidence lying(Evidence evidence, const char* words) {
  evidence.agreement = Agreement{Agreement::State::disagrees, words};
  return evidence;
}

}  // namespace vdsobench::verdict
