#include "calls/paths/vsyscall.hpp"

namespace vdsobench::calls::paths {

Result<Target> Vsyscall::resolve(const Function& function, const ProcessFacts& process_facts) {
  if (image::vsyscall_mode(process_facts.mappings) == image::VsyscallMode::none)
    return Reason{
        "no [vsyscall] page in this process: vsyscall=none, or a kernel built without it"};
  return reinterpret_cast<Target>(arch::vsyscall_slot(function.symbol));
}

}  // namespace vdsobench::calls::paths
