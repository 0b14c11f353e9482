#include "calls/surroundings.hpp"

#include <linux/seccomp.h>
#include <sys/prctl.h>

#include <utility>

#include "arch/arch.hpp"

namespace vdsobench::calls {

Surroundings own_surroundings() {
  auto mappings = image::own_mappings();
  auto vdso = image::live_image(mappings);
  const bool ticks_permitted = arch::ticks_permitted();
  arch::permit_ticks();
  const bool filtered = prctl(PR_GET_SECCOMP) == SECCOMP_MODE_FILTER;
  return {std::move(mappings), std::move(vdso), ticks_permitted, filtered};
}

}  // namespace vdsobench::calls
