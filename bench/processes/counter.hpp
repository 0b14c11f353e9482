#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "bench/processes/counter_report.hpp"
#include "calls/bound.hpp"

namespace vdsobench::bench {

/// What a process is asked to count.
struct CounterRequest {
  std::vector<calls::BoundCall> calls;
  entries::Method method;
  entries::Messages messages = entries::Messages::silent;
  std::uint64_t times = 500;  // each call: enough to tell an entry a call from a rare one
  std::chrono::milliseconds longest = entries::longest_attached;
};

/// Counts the entries of calls that are bound in this process. Only for a process of its own,
/// forked for this (child.hpp): it takes up the capabilities that the program's file lends, gives
/// up all it has, and may be ended by the kernel.
CounterReport count_entries(const CounterRequest& request);

}  // namespace vdsobench::bench
