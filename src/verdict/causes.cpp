#include "verdict/causes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/printable.hpp"
#include "base/version.hpp"

namespace vdsobench::verdict {

namespace {

// What is too old or does not say how old it is. A C library without a number has never asked.
bool lacks(std::string_view release, std::string_view since) {
  return !since.empty() && (!version_in(release) || is_older(release, since));
}

}  // namespace

bool kernel_lacks(const calls::Function& function, const calls::ProcessFacts& process_facts) {
  return lacks(process_facts.release, function.kernel_since);
}

namespace {

bool library_lacks(const calls::Function& function, const MachineFacts& machine_facts) {
  return lacks(machine_facts.libc, function.libc_since);
}

// Both are said where both are needed: one that is mended alone changes nothing.
std::string needs(std::string_view kernel, const calls::Function& function,
                  const MachineFacts& machine_facts) {
  return library_lacks(function, machine_facts)
             ? fmt::format("needs {} and {}", kernel, function.libc_since)
             : fmt::format("needs {}", kernel);
}

Cause no_image_for_recent(const calls::Function& function, const calls::ProcessFacts& process_facts,
                          const MachineFacts& machine_facts) {
  const auto kernel =
      kernel_lacks(function, process_facts) ? function.kernel_since : std::string_view("a kernel");
  return {Grade::limited, process_facts.vdso.reason().text,
          needs(fmt::format("{} with a vDSO", kernel), function, machine_facts)};
}

Cause poor_clocksource(const host::ClockFacts& clock) {
  const auto& [current, available] = clock.clocksource;
  auto reason = fmt::format(
      "clocksource {} has no vDSO mode (available: {})", current,
      available.empty() ? "cannot be seen" : fmt::format("{}", fmt::join(available, " ")));
  if (clock.tsc_distrust) reason += fmt::format("; {}", clock.tsc_distrust->text);
  return {Grade::bad, std::move(reason), host::clock_remedy(clock)};
}

Cause good_clocksource(const host::ClockFacts& clock) {
  return {Grade::bad,
          fmt::format("the vDSO fell back, though clocksource {} has a vDSO mode: the hypervisor "
                      "does not call it stable, or this kernel's vDSO cannot read it",
                      clock.clocksource.current),
          host::clock_remedy(clock)};
}

Cause hidden_clocksource() {
  return {
      Grade::bad,
      "the vDSO's own function made the system call; which clocksource the kernel keeps time by "
      "cannot be seen here, as /sys is hidden (a container, a sandbox)",
      "on the host: vdsobench check, or cat "
      "/sys/devices/system/clocksource/clocksource0/current_clocksource"};
}

// arch/x86/um/vdso/um_vdso.c of Linux makes system calls for all but getcpu. gVisor's
// (vdso/vdso.cc) reads the time by parameters that its sentry gives it, and makes the system call
// for the CPU's number, and for the time until it has those.
Cause inside_user_kernel(host::UserKernel kernel, const calls::Function& function) {
  if (kernel == host::UserKernel::uml)
    return {Grade::bad, "this kernel is User Mode Linux, whose vDSO makes the system call itself",
            "none here: run it on the host or in a virtual machine"};
  return {Grade::bad, "this kernel is gVisor, and its own vDSO made the system call",
          function.reads_clocksource
              ? "run it outside gVisor, or see with vdsobench check on the host whether its TSC is "
                "one that gVisor can read"
              : "none here: run it outside gVisor"};
}

}  // namespace

Cause no_image(const calls::Function& function, const calls::ProcessFacts& process_facts,
               const MachineFacts& machine_facts) {
  if (!function.in_every_vdso() &&
      (kernel_lacks(function, process_facts) || library_lacks(function, machine_facts)))
    return no_image_for_recent(function, process_facts, machine_facts);
  if (!process_facts.run_by.empty())
    return {Grade::bad,
            fmt::format("{} runs this program and gives it no vDSO",
                        printable_line(process_facts.run_by)),
            "run it without that"};
  if (machine_facts.vdso_switched_off)
    return {Grade::bad, "there is no vDSO: the kernel was started with vdso=0",
            "boot without vdso=0"};
  return {Grade::bad, process_facts.vdso.reason().text, "run on a kernel that maps a vDSO"};
}

Cause no_symbol(const calls::Function& function, std::string_view reason,
                const calls::ProcessFacts& process_facts, const MachineFacts& machine_facts) {
  if (function.kernel_since.empty()) return {Grade::limited, std::string(reason), ""};
  const auto kernel = kernel_lacks(function, process_facts)
                          ? function.kernel_since
                          : std::string_view("a kernel whose vDSO was built with it");
  return {Grade::limited, std::string(reason), needs(kernel, function, machine_facts)};
}

// The symbol is there, and serves other clocks: clock_gettime.
Cause older_image(const calls::Function& function, const calls::ProcessFacts& process_facts,
                  const MachineFacts& machine_facts) {
  return {Grade::limited,
          fmt::format("the vDSO of Linux {} makes the system call for it", process_facts.release),
          needs(function.kernel_since, function, machine_facts)};
}

Cause library_asks_kernel(const calls::Function& function, const MachineFacts& machine_facts) {
  const auto since = function.libc_since;
  return {Grade::limited,
          fmt::format("{} makes the system call itself, though the vDSO's {} stays in user space",
                      machine_facts.libc, function.symbol),
          since.empty() ? "a newer C library may ask the vDSO" : fmt::format("needs {}", since)};
}

// sched_getcpu: the vDSO has no function of that name.
Cause library_knows_no_way(const calls::Function& function, const MachineFacts& machine_facts) {
  return {Grade::limited,
          fmt::format("{} makes a system call: it uses neither rseq(2) nor the vDSO here",
                      machine_facts.libc),
          fmt::format("needs {}, with restartable sequences on (glibc.pthread.rseq)",
                      function.libc_since)};
}

Cause until_seeded() {
  return {
      Grade::limited,
      "the kernel's random generator has not been seeded yet, and until then the vDSO makes the "
      "system call",
      "check again in a while, or give the machine a source of entropy (virtio-rng, "
      "random.trust_cpu=on)"};
}

Cause image_fell_back(const calls::Function& function, const calls::ProcessFacts& process_facts,
                      const MachineFacts& machine_facts) {
  const auto& clock = machine_facts.clock;
  if (machine_facts.user_kernel != host::UserKernel::none)
    return inside_user_kernel(machine_facts.user_kernel, function);
  if (calls::lacks_seed(function, process_facts)) return until_seeded();
  if (!function.reads_clocksource)
    return {Grade::bad, "the vDSO's own function made the system call", ""};
  if (!clock) return hidden_clocksource();
  return host::has_vdso_mode(clock->clocksource.current) ? good_clocksource(*clock)
                                                         : poor_clocksource(*clock);
}

}  // namespace vdsobench::verdict
