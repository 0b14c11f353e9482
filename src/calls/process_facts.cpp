#include "calls/process_facts.hpp"

#include <linux/seccomp.h>
#include <sys/prctl.h>

#include <utility>

#include "base/root.hpp"

namespace vdsobench::calls {

ProcessFacts own_process_facts() {
  auto mappings = image::own_mappings();
  auto vdso = image::live_image(mappings);
  const bool filtered = prctl(PR_GET_SECCOMP) == SECCOMP_MODE_FILTER;
  // uname(2) is one system call more that a filter may kill for.
  auto release = Root{}.read("proc/sys/kernel/osrelease").value_or("");
  return {std::move(mappings), std::move(vdso), tick_access(), filtered, std::move(release)};
}

}  // namespace vdsobench::calls
