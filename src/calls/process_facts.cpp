#include "calls/process_facts.hpp"

#include <utility>

#include "base/root.hpp"
#include "base/sandbox.hpp"
#include "base/text.hpp"
#include "calls/random_state.hpp"

namespace vdsobench::calls {

namespace {

// uname(2) is one system call more that a filter may kill for. gVisor has only the second file:
// "Linux version 4.4.0 #1 SMP ...".
std::string kernel_release() {
  if (auto release = Root{}.read("proc/sys/kernel/osrelease")) return *std::move(release);
  const auto version = split(Root{}.read("proc/version").value_or(""), " ");
  return version.size() > 2 ? version[2] : "";
}

// QEMU's user mode, valgrind and proot answer readlink(2) of /proc/self/exe with the file that they
// run, and let the kernel answer for the thread's own link.
std::string run_by() {
  const auto shown = Root{}.link("proc/self/exe"), real = Root{}.link("proc/thread-self/exe");
  return shown && real && *shown != *real ? *real : "";
}

}  // namespace

ProcessFacts own_process_facts() {
  auto mappings = image::own_mappings();
  auto vdso = image::live_image(mappings);
  return {std::move(mappings), std::move(vdso), tick_access(),           is_filtered(),
          kernel_release(),    run_by(),        random_generator_ready()};
}

}  // namespace vdsobench::calls
