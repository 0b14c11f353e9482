#include "verdict/verdict.hpp"

#include <array>
#include <cstddef>

#include "calls/paths/libc.hpp"
#include "calls/paths/vdso.hpp"
#include "verdict/cause.hpp"

namespace vdsobench::verdict {

namespace {

constexpr std::array<std::string_view, 6> grade_names = {"good",     "bad",    "limited",
                                                         "inherent", "absent", "unknown"};

Cause cause_of(const Finding& libc, const Finding* vdso, const calls::ProcessFacts& process_facts,
               const MachineFacts& machine_facts) {
  switch (libc.outcome) {
    case Outcome::userspace:
      return {Grade::good, {}, {}};
    case Outcome::unavailable:
      return {Grade::absent, libc.reason, {}};
    case Outcome::unconfirmed:
      return {Grade::unknown, libc.reason.empty() ? "entries were not counted" : libc.reason, {}};
    case Outcome::blocked:
    case Outcome::disagrees:
      return obstructed(libc, process_facts);
    default:
      return entered(libc, vdso, process_facts, machine_facts);
  }
}

}  // namespace

std::string_view to_string(Grade grade) { return grade_names[static_cast<std::size_t>(grade)]; }

std::vector<Verdict> verdicts(std::span<const Finding> findings,
                              const calls::ProcessFacts& process_facts,
                              const MachineFacts& machine_facts) {
  std::vector<Verdict> result;
  for (const Finding& finding : findings) {
    if (finding.evidence.call->path->name != calls::paths::Libc::name) continue;
    const auto* function = finding.evidence.call->function;
    const auto* vdso = find(findings, *function, calls::paths::Vdso::name);
    auto [grade, reason, remedy] = cause_of(finding, vdso, process_facts, machine_facts);
    result.push_back({function, grade, finding.outcome, std::move(reason), std::move(remedy)});
  }
  return result;
}

}  // namespace vdsobench::verdict
