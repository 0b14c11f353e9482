#pragma once

#include "base/result.hpp"
#include "calls/arguments.hpp"
#include "calls/call.hpp"
#include "calls/process_facts.hpp"

namespace vdsobench::calls {

/// A call that was resolved here: what to call, with what.
struct BoundCall {
  const Call* call;
  Target target;

  BoundLoop bound_loop() const { return {call->loop, target}; }

  long operator()(std::uint64_t n, const Arguments& arguments) const {
    return call->loop(n, target, arguments);
  }

  /// The errno that a return value stands for, 0 for success.
  int error_of(long result) const;
};

/// Finds where the call leads in this process, or why it leads nowhere.
Result<BoundCall> bind(const Call& call, const ProcessFacts& process_facts);

/// Arguments for every call in this process, with the state of vDSO getrandom where there is one.
Arguments own_arguments(const ProcessFacts& process_facts);

}  // namespace vdsobench::calls
