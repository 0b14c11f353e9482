#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entries/attach.hpp"
#include "verdict/evidence.hpp"

namespace vdsobench::bench {

struct ConfirmationPlan {
  entries::Method method;
  bool verbose = false;
  std::uint64_t times = 500;  // enough to tell an entry a call from a rare one
};

/// How entries were counted.
struct Confirmation {
  std::string method;  // "ebpf", "perf", "seccomp" or "off"
  std::string reason;  // why in no better way, with what to do about it; empty for the best
};

/// The same as a line for people.
std::string words(const Confirmation& confirmation);

/// Counts the entries of every call that answered its probe, in a process of its own that is gone
/// when this returns: nothing is attached later on, and no call can end more than that process.
Confirmation confirm(std::vector<verdict::Evidence>& evidence, const ConfirmationPlan& plan);

}  // namespace vdsobench::bench
