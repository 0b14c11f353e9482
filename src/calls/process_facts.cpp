#include "calls/process_facts.hpp"

#include <utility>

#include "base/root.hpp"
#include "base/sandbox.hpp"

namespace vdsobench::calls {

ProcessFacts own_process_facts() {
  auto mappings = image::own_mappings();
  auto vdso = image::live_image(mappings);
  // uname(2) is one system call more that a filter may kill for.
  auto release = Root{}.read("proc/sys/kernel/osrelease").value_or("");
  return {std::move(mappings), std::move(vdso), tick_access(), is_filtered(), std::move(release)};
}

}  // namespace vdsobench::calls
