#include "calls/process_facts.hpp"

#include <linux/seccomp.h>
#include <sys/prctl.h>

#include <utility>

namespace vdsobench::calls {

ProcessFacts own_process_facts() {
  auto mappings = image::own_mappings();
  auto vdso = image::live_image(mappings);
  const bool filtered = prctl(PR_GET_SECCOMP) == SECCOMP_MODE_FILTER;
  return {std::move(mappings), std::move(vdso), tick_access(), filtered};
}

}  // namespace vdsobench::calls
