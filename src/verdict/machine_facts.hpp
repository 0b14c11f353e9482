#pragma once

#include <optional>
#include <string>

#include "base/root.hpp"
#include "host/clocksource.hpp"

namespace vdsobench::verdict {

/// What reasons are found in: facts about the machine that decide where calls go.
struct MachineFacts {
  std::optional<host::Clocksource> clocksource;
  std::optional<std::string> tsc_distrust;  // why the kernel does not keep time by the TSC
  std::string libc;
  bool vdso_switched_off = false;  // vdso=0 on the kernel's command line
};

MachineFacts machine_facts(const Root& root);

}  // namespace vdsobench::verdict
