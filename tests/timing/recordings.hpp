#pragma once

#include <string>
#include <utility>
#include <vector>

#include "timing/visit.hpp"

namespace vdsobench::timing {

/// What recordings/README.md describes, in nanoseconds a call, the loop's own cost in them, but for
/// the witnesses, which are in ticks.
struct RecordedVisit {
  int process;
  std::string call;
  Visit visit;
};
std::vector<RecordedVisit> shared_core();

/// The step of the recorded counter, in ticks.
inline constexpr double recorded_step = 26;

struct QuietVisits {
  int process;
  std::string call;
  std::vector<double> ns;
};
std::vector<QuietVisits> quiet_visits();

}  // namespace vdsobench::timing
