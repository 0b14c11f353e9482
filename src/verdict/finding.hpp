#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calls/process_facts.hpp"
#include "verdict/evidence.hpp"
#include "verdict/outcome.hpp"

namespace vdsobench::verdict {

/// The outcome of a call, and in words why, unless it is what its path means.
struct Finding {
  Evidence evidence;
  Outcome outcome;
  std::string reason;
};

/// Judges every call by its own evidence, by what became of the system call that it could make, and
/// the C library's by what the vDSO's did too.
std::vector<Finding> judge(std::vector<Evidence> evidence,
                           const calls::ProcessFacts& process_facts);

/// That of one function by one path; null where it is not among the findings.
const Finding* find(std::span<const Finding> findings, const calls::Function& function,
                    std::string_view path);

}  // namespace vdsobench::verdict
