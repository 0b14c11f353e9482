#include "bench/measure/examine.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "calls/interposer.hpp"
#include "calls/paths/libc.hpp"
#include "calls/tick_access.hpp"

namespace vdsobench::bench {

namespace {

using calls::Agreement;
using calls::Probe;

/// Examines calls one after the other.
class Examiner {
 public:
  explicit Examiner(const calls::ProcessFacts& process_facts)
      : process_facts_(process_facts), arguments_(calls::own_arguments(process_facts)) {}

  verdict::Evidence examine(const calls::Call& call) {
    verdict::Evidence evidence = {&call, calls::bind(call, process_facts_), {}, {}, {}, {}};
    if (!evidence.bound) return evidence;
    if (call.path->name == calls::paths::Libc::name)
      evidence.interposer = calls::interposer(evidence.bound.value().target, mappings());
    evidence.probe = try_out(evidence.bound.value());
    if (evidence.probe->ending == Probe::Ending::answered)
      evidence.agreement = agree(evidence.bound.value());
    return evidence;
  }

 private:
  // The system call that a call is held against may be what a filter kills for: it is tried in a
  // child like any other.
  Agreement agree(const calls::BoundCall& call) {
    const auto* reference = calls::reference_of(*call.call);
    if (reference != nullptr && !answers(*reference))
      return {Agreement::State::unchecked, "the system call that knows the answer is blocked"};
    return calls::agree(call, arguments_);
  }

  bool answers(const calls::Call& reference) {
    const auto known = answers_.find(&reference);
    if (known != answers_.end()) return known->second;
    const auto probe = try_out({&reference, {}});
    return answers_[&reference] = probe.ending == Probe::Ending::answered;
  }

  // In a child, and under what the kernel gave this process at first.
  Probe try_out(const calls::BoundCall& call) {
    const calls::TicksAsGiven as_given(process_facts_.ticks);
    return calls::probe(call, arguments_);
  }

  // Once, and not before a function of the C library was found, which may be what loads that.
  const std::vector<image::Mapping>& mappings() {
    if (mappings_.empty()) mappings_ = image::all_own_mappings();
    return mappings_;
  }

  const calls::ProcessFacts& process_facts_;
  calls::Arguments arguments_;
  std::vector<image::Mapping> mappings_ = {};
  std::map<const calls::Call*, bool> answers_;
};

// The system calls that the others could make are looked into as well: what is not seen of those
// is not seen of the others either.
std::vector<const calls::Call*> with_references(const std::vector<const calls::Call*>& calls) {
  auto all = calls;
  for (const auto* call : calls)
    if (const auto* reference = calls::reference_of(*call);
        reference != nullptr && std::ranges::find(all, reference) == all.end())
      all.push_back(reference);
  return all;
}

}  // namespace

Examination examine_all(const std::vector<const calls::Call*>& calls,
                        const calls::ProcessFacts& process_facts, const ConfirmationPlan& plan) {
  Examiner examiner(process_facts);
  std::vector<verdict::Evidence> evidence;
  for (const auto* call : with_references(calls)) evidence.push_back(examiner.examine(*call));
  auto confirmation = confirm(evidence, plan);
  auto findings = verdict::judge(std::move(evidence), process_facts);
  findings.erase(findings.begin() + std::ssize(calls), findings.end());
  return {std::move(findings), std::move(confirmation)};
}

}  // namespace vdsobench::bench
