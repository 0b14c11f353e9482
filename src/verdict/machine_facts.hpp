#pragma once

#include <optional>
#include <string>

#include "base/root.hpp"
#include "host/clock_remedy.hpp"
#include "host/user_kernel.hpp"

namespace vdsobench::verdict {

/// What reasons are found in: facts about the machine that decide where calls go.
struct MachineFacts {
  std::optional<host::ClockFacts> clock;  // none where the kernel does not tell its clocksource
  std::string libc;
  bool vdso_switched_off = false;  // vdso=0 on the kernel's command line
  host::UserKernel user_kernel = host::UserKernel::none;
};

MachineFacts machine_facts(const Root& root);

}  // namespace vdsobench::verdict
