#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "calls/function.hpp"
#include "calls/tick_access.hpp"
#include "image/live.hpp"
#include "image/mappings.hpp"

namespace vdsobench::calls {

/// What the kernel gave this process, as far as paths depend on it.
struct ProcessFacts {
  std::vector<image::Mapping> mappings;
  Result<image::LiveImage> vdso;
  TickAccess ticks = TickAccess::allowed;
  bool filtered = false;     // a seccomp filter is active
  std::string release = {};  // of the kernel, as uname -r has it; empty where it does not say
  std::string run_by = {};   // the program that stands between this one and the kernel, if one does
  bool random_ready = true;  // the kernel's random generator has been seeded
};

ProcessFacts own_process_facts();

/// Whether the function answers with random bytes that the kernel has no seed for yet.
inline bool lacks_seed(const Function& function, const ProcessFacts& process_facts) {
  return function.answer == Answer::random && !process_facts.random_ready;
}

}  // namespace vdsobench::calls
