#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "calls/agreement.hpp"
#include "calls/bound.hpp"
#include "calls/probe.hpp"
#include "entries/count.hpp"

namespace vdsobench::verdict {

/// All that was found out about a call before it is timed. What a step did not reach is empty.
struct Evidence {
  const calls::Call* call;
  Result<calls::BoundCall> bound;
  std::optional<calls::Probe> probe;
  std::optional<calls::Agreement> agreement;
  std::optional<entries::Count> count;
  std::string not_counted = {};  // why not, where the counter says so
  std::string interposer = {};   // the file that answers in the C library's place, if one does
};

}  // namespace vdsobench::verdict
