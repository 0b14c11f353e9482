#include "bench/survey.hpp"

#include <utility>

namespace vdsobench::bench {

namespace {

verdict::Evidence examine(const calls::Call& call, const calls::Surroundings& surroundings,
                          calls::Arguments& arguments) {
  verdict::Evidence evidence = {&call, calls::bind(call, surroundings), {}, {}, {}, {}};
  if (!evidence.bound) return evidence;
  evidence.probe = calls::probe(evidence.bound.value(), arguments);
  if (evidence.probe->ending != calls::Probe::Ending::answered) return evidence;
  evidence.agreement = calls::agree(evidence.bound.value(), arguments);
  return evidence;
}

}  // namespace

Survey survey(const std::vector<const calls::Call*>& calls, const calls::Surroundings& surroundings,
              const ConfirmationPlan& plan) {
  auto arguments = calls::own_arguments(surroundings);
  std::vector<verdict::Evidence> evidence;
  for (const auto* call : calls) evidence.push_back(examine(*call, surroundings, arguments));
  auto confirmation = confirm(evidence, plan);
  return {verdict::judge(std::move(evidence), surroundings), std::move(confirmation)};
}

}  // namespace vdsobench::bench
