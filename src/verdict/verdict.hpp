#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calls/function.hpp"
#include "calls/process_facts.hpp"
#include "verdict/finding.hpp"
#include "verdict/machine_facts.hpp"

namespace vdsobench::verdict {

/// How the path that programs take, the C library's, stands for one function.
enum class Grade {
  good,      // stays in user space
  bad,       // enters the kernel, is blocked or lies, where this system could do better
  limited,   // enters the kernel because this kernel or this C library knows no other way
  inherent,  // enters the kernel, as on every system
  absent,    // this system has no such function or clock
  unknown,   // not counted, or not to be told why
};

std::string_view to_string(Grade grade);

struct Verdict {
  const calls::Function* function;
  Grade grade;
  Outcome outcome;     // of the libc call
  std::string reason;  // found, not guessed; why, unless it is good
  std::string remedy;  // what to do about it, a step a line; empty where there is nothing to do
};

/// One verdict for each function among the findings that the C library has. The findings should
/// hold the vDSO's calls too: by them the kernel's doing is told from the library's.
std::vector<Verdict> verdicts(std::span<const Finding> findings,
                              const calls::ProcessFacts& process_facts,
                              const MachineFacts& machine_facts);

}  // namespace vdsobench::verdict
