#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/root.hpp"

namespace vdsobench::host {

/// What makes a kernel distrust the TSC: each asks for a remedy of its own.
enum class TscFault {
  parameter,      // somebody asked for it on the kernel's command line
  watchdog,       // it drifted from another clock, or that one could not be read in time
  warp,           // it is not the same on all CPUs
  not_invariant,  // it may stop, or change its rate
  unknown
};

struct TscDistrust {
  TscFault fault;
  std::string text;       // in words
  std::string parameter;  // of the kernel's command line, where that is the fault
};

/// The fault in a message of the kernel's log that says that it distrusts the TSC from now on.
std::optional<TscFault> tsc_fault_told(std::string_view message);

/// Why the kernel does not keep time by the TSC; nothing where it does, where it could, or where
/// there is no TSC. By the kernel's command line, its log (a privileged user's evidence), or the
/// TSC missing from the list of clocksources (anybody's).
std::optional<TscDistrust> tsc_distrust(const Root& root);

/// Whether the CPU says that its TSC neither stops nor changes its rate. A hypervisor may hide it.
bool has_invariant_tsc(const Root& root);

}  // namespace vdsobench::host
