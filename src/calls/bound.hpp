#pragma once

#include <optional>

#include "base/result.hpp"
#include "calls/arguments.hpp"
#include "calls/call.hpp"
#include "calls/process_facts.hpp"

namespace vdsobench::calls {

/// A call that was resolved here: what to call, with what.
struct BoundCall {
  const Call* call;
  Target target;
  std::optional<BoundLoop> foreign = {};  // around the call's own loop (calls/foreign_loop.hpp)

  BoundLoop bound_loop() const { return foreign.value_or(BoundLoop{call->loop, target}); }

  long operator()(std::uint64_t n, const Arguments& arguments) const {
    const auto [loop, argument] = bound_loop();
    return loop(n, argument, arguments);
  }

  /// The errno that a return value stands for, 0 for success.
  int error_of(long result) const;
};

/// Finds where the call leads in this process, or why it leads nowhere.
Result<BoundCall> bind(const Call& call, const ProcessFacts& process_facts);

/// Arguments for every call in this process, with the state of vDSO getrandom where there is one.
Arguments own_arguments(const ProcessFacts& process_facts);

}  // namespace vdsobench::calls
