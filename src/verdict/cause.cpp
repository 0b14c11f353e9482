#include "verdict/cause.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <signal.h>

#include "base/printable.hpp"
#include "base/version.hpp"

namespace vdsobench::verdict {

namespace {

const calls::Function& function_of(const Finding& finding) {
  return *finding.evidence.call->function;
}

// What is too old or does not say how old it is. A C library without a number has never asked.
bool lacks(std::string_view release, std::string_view since) {
  return !since.empty() && (!version_in(release) || is_older(release, since));
}

bool kernel_lacks(const calls::Function& function, const calls::ProcessFacts& process_facts) {
  return lacks(process_facts.release, function.kernel_since);
}

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

Cause no_image_for_recent(const Finding& libc, const calls::ProcessFacts& process_facts,
                          const MachineFacts& machine_facts) {
  const auto& function = function_of(libc);
  const auto kernel =
      kernel_lacks(function, process_facts) ? function.kernel_since : std::string_view("a kernel");
  return {Grade::limited, process_facts.vdso.reason().text,
          needs(fmt::format("{} with a vDSO", kernel), function, machine_facts)};
}

Cause no_image(const Finding& libc, const calls::ProcessFacts& process_facts,
               const MachineFacts& machine_facts) {
  const auto& function = function_of(libc);
  if (!function.in_every_vdso() &&
      (kernel_lacks(function, process_facts) || library_lacks(function, machine_facts)))
    return no_image_for_recent(libc, process_facts, machine_facts);
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

Cause no_symbol(const Finding& vdso, const calls::ProcessFacts& process_facts,
                const MachineFacts& machine_facts) {
  const auto& function = function_of(vdso);
  if (function.kernel_since.empty()) return {Grade::limited, vdso.reason, ""};
  const auto kernel = kernel_lacks(function, process_facts)
                          ? function.kernel_since
                          : std::string_view("a kernel whose vDSO was built with it");
  return {Grade::limited, vdso.reason, needs(kernel, function, machine_facts)};
}

// The symbol is there, and serves other clocks: clock_gettime.
Cause older_image(const Finding& vdso, const calls::ProcessFacts& process_facts,
                  const MachineFacts& machine_facts) {
  const auto& function = function_of(vdso);
  return {Grade::limited,
          fmt::format("the vDSO of Linux {} makes the system call for it", process_facts.release),
          needs(function.kernel_since, function, machine_facts)};
}

Cause library_asks_kernel(const Finding& libc, const MachineFacts& machine_facts) {
  const auto& function = function_of(libc);
  const auto since = function.libc_since;
  return {Grade::limited,
          fmt::format("{} makes the system call itself, though the vDSO's {} stays in user space",
                      machine_facts.libc, function.symbol),
          since.empty() ? "a newer C library may ask the vDSO" : fmt::format("needs {}", since)};
}

// sched_getcpu: the vDSO has no function of that name.
Cause library_knows_no_way(const Finding& libc, const MachineFacts& machine_facts) {
  return {Grade::limited,
          fmt::format("{} makes a system call: it uses neither rseq(2) nor the vDSO here",
                      machine_facts.libc),
          fmt::format("needs {}, with restartable sequences on (glibc.pthread.rseq)",
                      function_of(libc).libc_since)};
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

Cause until_seeded() {
  return {
      Grade::limited,
      "the kernel's random generator has not been seeded yet, and until then the vDSO makes the "
      "system call",
      "check again in a while, or give the machine a source of entropy (virtio-rng, "
      "random.trust_cpu=on)"};
}

Cause image_fell_back(const Finding& libc, const calls::ProcessFacts& process_facts,
                      const MachineFacts& machine_facts) {
  const auto& clock = machine_facts.clock;
  const auto& function = function_of(libc);
  if (machine_facts.user_kernel != host::UserKernel::none)
    return inside_user_kernel(machine_facts.user_kernel, function);
  if (calls::lacks_seed(function, process_facts)) return until_seeded();
  if (!function.reads_clocksource)
    return {Grade::bad, "the vDSO's own function made the system call", ""};
  if (!clock) return hidden_clocksource();
  return host::has_vdso_mode(clock->clocksource.current) ? good_clocksource(*clock)
                                                         : poor_clocksource(*clock);
}

// The library's call may be its own choice or the image's doing.
Cause vdso_unclear(const Finding& vdso) {
  return {Grade::unknown,
          fmt::format("makes a system call, and what the vDSO's own {} does is not known: {}",
                      function_of(vdso).symbol,
                      vdso.reason.empty() ? to_string(vdso.outcome) : vdso.reason),
          ""};
}

// Of a fault, and not of what a filter does to it.
bool crashed(const Finding& finding) {
  const auto& probe = finding.evidence.probe;
  return probe && probe->ending == calls::Probe::Ending::died && probe->detail != SIGSYS;
}

// Neither the C library's doing nor the kernel's.
bool is_interposed(const Finding& libc) { return !libc.evidence.interposer.empty(); }

Cause interposed(const Finding& libc, std::string_view what_it_does) {
  return {Grade::bad,
          fmt::format("{} answers in the C library's place: {}",
                      printable_line(libc.evidence.interposer), what_it_does),
          "run without it: LD_PRELOAD, /etc/ld.so.preload, ld.so(8)"};
}

bool is_kept_waiting(const Finding& finding) {
  const auto& probe = finding.evidence.probe;
  return probe && probe->ending == calls::Probe::Ending::hung;
}

std::string remedy_of_waiting(const Finding& waits, const calls::ProcessFacts& process_facts) {
  if (calls::lacks_seed(function_of(waits), process_facts)) return until_seeded().remedy;
  return "find out what holds it up: strace -f shows where it waits";
}

// No kernel need have the clock, and the one that was to say so was not asked.
bool is_hidden_clock(const Finding& libc) {
  return function_of(libc).may_be_absent && libc.outcome == Outcome::blocked && !crashed(libc) &&
         !is_kept_waiting(libc);
}

std::string remedy_of(const Finding& obstructed, const calls::ProcessFacts& process_facts) {
  if (crashed(obstructed) && process_facts.ticks != calls::TickAccess::allowed)
    return "run without PR_SET_TSC, prctl(2)";
  if (crashed(obstructed) || obstructed.outcome == Outcome::disagrees)
    return "report it to whoever makes this kernel or C library";
  if (is_kept_waiting(obstructed)) return remedy_of_waiting(obstructed, process_facts);
  return fmt::format("allow {} in the seccomp profile or sandbox", function_of(obstructed).symbol);
}

}  // namespace

Cause obstructed(const Finding& libc, const calls::ProcessFacts& process_facts) {
  if (is_interposed(libc)) return interposed(libc, libc.reason);
  if (is_hidden_clock(libc))
    return {Grade::unknown,
            fmt::format("{}: whether this kernel has such a clock cannot be seen", libc.reason),
            ""};
  return {Grade::bad, libc.reason, remedy_of(libc, process_facts)};
}

Cause entered(const Finding& libc, const Finding* vdso, const calls::ProcessFacts& process_facts,
              const MachineFacts& machine_facts) {
  if (!function_of(libc).user_space) return {Grade::inherent, "no vDSO answers it", {}};
  if (is_interposed(libc) && (vdso == nullptr || vdso->outcome == Outcome::userspace))
    return interposed(libc, "it enters the kernel");
  if (!process_facts.vdso) return no_image(libc, process_facts, machine_facts);
  if (vdso == nullptr) return library_knows_no_way(libc, machine_facts);
  if (!vdso->evidence.bound) return no_symbol(*vdso, process_facts, machine_facts);
  if (vdso->outcome == Outcome::userspace) return library_asks_kernel(libc, machine_facts);
  if (vdso->outcome == Outcome::blocked) return obstructed(*vdso, process_facts);
  if (vdso->outcome == Outcome::syscall) return older_image(*vdso, process_facts, machine_facts);
  if (vdso->outcome == Outcome::fallback)
    return image_fell_back(libc, process_facts, machine_facts);
  return vdso_unclear(*vdso);
}

}  // namespace vdsobench::verdict
