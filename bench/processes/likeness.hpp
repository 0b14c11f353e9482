#pragma once

#include <string>

#include "calls/process_facts.hpp"

namespace vdsobench::bench {

/// Whether a process has a vDSO, in words: the same in another process of this program unless
/// someone hides it from one of them.
std::string likeness(const calls::ProcessFacts& process_facts);

/// Whether /proc/self/exe is this program: it is the loader where that was asked to run it
/// (`ld.so PROGRAM`, ld.so(8)).
bool is_own_file();

}  // namespace vdsobench::bench
