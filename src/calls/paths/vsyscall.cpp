#include "calls/paths/vsyscall.hpp"

namespace vdsobench::calls::paths {

Result<Target> Vsyscall::resolve(const Function& function, const Surroundings& surroundings) {
  if (image::vsyscall_mode(surroundings.mappings) == image::VsyscallMode::none)
    return Reason{
        "no [vsyscall] page in this process: vsyscall=none, or a kernel built without it"};
  return reinterpret_cast<Target>(arch::vsyscall_slot(function.symbol));
}

}  // namespace vdsobench::calls::paths
