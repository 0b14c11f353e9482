#pragma once

#include <string>
#include <vector>

#include "entries/attach.hpp"
#include "verdict/evidence.hpp"

namespace vdsobench::bench {

struct ConfirmationPlan {
  entries::Method method;
  bool verbose = false;
};

/// How entries were counted.
struct Confirmation {
  std::string method;  // "ebpf", "perf", "seccomp" or "off"
  std::string reason;  // why in no better way, with what to do about it; empty for the best
};

/// The same as a line for people.
std::string describe(const Confirmation& confirmation);

/// Counts the entries of every call that answered its probe, in a fork of this process that is gone
/// when this returns: nothing is attached later on, no call can end more than that fork, and what
/// is counted is what this process would call. Gives up the capabilities that the program's file
/// lends.
Confirmation confirm(std::vector<verdict::Evidence>& evidence, const ConfirmationPlan& plan);

}  // namespace vdsobench::bench
