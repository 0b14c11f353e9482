#pragma once

#include <cstdint>
#include <string_view>

#include "calls/process_facts.hpp"
#include "verdict/evidence.hpp"

// Evidence as a test wants it.

namespace vdsobench::verdict {

/// A process that the kernel gave no vDSO.
inline const calls::ProcessFacts without_vdso = {{},
                                                 Reason{"the kernel gave this process no vDSO"}};

/// Of a call that answered and agrees, and was not counted.
Evidence sound(std::string_view call);

/// Of a call that was counted: `syscalls` and `emulations` in `calls`.
Evidence counted(std::string_view call, std::uint64_t syscalls, std::uint64_t emulations = 0,
                 std::uint64_t calls = 1000);

/// Of a call that leads nowhere.
Evidence unbound(std::string_view call, const char* reason);

/// Of a call that did not answer.
Evidence ended(std::string_view call, calls::Probe::Ending ending, int detail);

/// Of a call that lies, whatever it was counted to do.
Evidence lying(Evidence evidence, const char* words);

}  // namespace vdsobench::verdict
