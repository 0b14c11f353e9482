#include "host/clock_remedy.hpp"

#include <fmt/format.h>

#include <string_view>

namespace vdsobench::host {

namespace {

bool is_guest(const ClockFacts& facts) { return facts.hypervisor != "none"; }

std::string for_good(const ClockFacts& facts, std::string_view better) {
  const auto& distrust = facts.tsc_distrust;
  if (distrust && distrust->fault == TscFault::parameter)
    return fmt::format("for good: take {} off the kernel's command line (boot loader)",
                       distrust->parameter);
  return fmt::format(
      "for good: boot with clocksource={}, or find what writes current_clocksource at boot (a "
      "unit, tuned)",
      better);
}

// A guest that is moved meets another host's TSC.
std::string caveat(const ClockFacts& facts, std::string_view better) {
  if (!better.starts_with("tsc") || facts.invariant_tsc) return {};
  if (is_guest(facts))
    return "first make sure that the hypervisor keeps the TSC steady: the CPU does not call it "
           "invariant here\n";
  return "watch the kernel's log afterwards: the CPU does not call its TSC invariant\n";
}

std::string to_better(const ClockFacts& facts, std::string_view better) {
  return fmt::format("{}{}\n{}", caveat(facts, better), command_for(better),
                     for_good(facts, better));
}

// clocksource_watchdog() in kernel/time/clocksource.c compares with another clock. Since commit
// b50db7095fe0 the kernel leaves that out where the CPU vouches for its TSC and the machine is
// small.
std::string after_watchdog(const ClockFacts& facts) {
  if (is_guest(facts))
    return "for now: reboot, which gives the TSC another chance\n"
           "for good: a guest whose TSC drifts has a host that is overloaded or moves it: ask who "
           "runs it, or boot with tsc=nowatchdog where other guests there keep the TSC";
  return "for now: reboot, which gives the TSC another chance\n"
         "for good: update the firmware, then the kernel, which in newer versions does not doubt "
         "an "
         "invariant TSC on small machines; tsc=nowatchdog only where machines of the same model "
         "keep the TSC";
}

// check_tsc_sync_source() in arch/x86/kernel/tsc_sync.c.
std::string after_warp(const ClockFacts& facts) {
  if (is_guest(facts))
    return "for good: the hypervisor gives each virtual CPU another TSC: ask who runs it for a "
           "host "
           "that keeps them alike; tsc=nowatchdog does not help";
  return "for good: update the firmware, which has to start the TSC of all CPUs alike; "
         "tsc=nowatchdog does not help";
}

std::string without_invariance(const ClockFacts& facts) {
  if (is_guest(facts))
    return "for good: have the hypervisor show an invariant TSC (QEMU: -cpu host,+invtsc; libvirt: "
           "feature invtsc, policy require), or a paravirtual clock that it calls stable";
  return "for good: none on this CPU, whose TSC may stop or change its rate";
}

std::string after_parameter(const TscDistrust& distrust) {
  return fmt::format("for good: take {} off the kernel's command line (boot loader), and reboot",
                     distrust.parameter);
}

std::string after_fault(const ClockFacts& facts, const TscDistrust& distrust) {
  switch (distrust.fault) {
    case TscFault::parameter:
      return after_parameter(distrust);
    case TscFault::watchdog:
      return after_watchdog(facts);
    case TscFault::warp:
      return after_warp(facts);
    case TscFault::not_invariant:
      return without_invariance(facts);
    case TscFault::unknown:
      break;
  }
  return "sudo dmesg | grep -i -e tsc -e clocksource\nthat says what the kernel holds against the "
         "TSC, and what is to be mended";
}

// kvmclock.c and xen/time.c under arch/x86 give the vDSO their page only with
// PVCLOCK_TSC_STABLE_BIT, which the host sets where its own TSC is good.
std::string of_paravirtual_clock(std::string_view source) {
  return fmt::format(
      "on the host: see that its own clocksource is tsc, as otherwise it does not call {} stable\n"
      "if it is: try another kernel here, as this one's vDSO may be at fault: where `vdsobench "
      "check` stays in user space on another version, report it",
      source);
}

std::string of_good_clock(std::string_view source) {
  return fmt::format(
      "try another kernel on this machine: where `vdsobench check` stays in user space on another "
      "version, this one's vDSO cannot read {}: report it",
      source);
}

}  // namespace

std::string clock_remedy(const ClockFacts& facts) {
  const auto& current = facts.clocksource.current;
  if (current.starts_with("tsc")) return of_good_clock(current);
  if (const auto better = better_clocksource(facts.clocksource)) return to_better(facts, *better);
  if (current == "kvm-clock" || current == "xen") return of_paravirtual_clock(current);
  if (has_vdso_mode(current)) return of_good_clock(current);
  if (facts.tsc_distrust) return after_fault(facts, *facts.tsc_distrust);
  if (facts.clocksource.available.empty())
    return "on the host: cat /sys/devices/system/clocksource/clocksource0/available_clocksource "
           "shows whether there is a better one, which cannot be seen here";
  return "none of the available ones has: ask for another kind of machine, or a newer kernel";
}

}  // namespace vdsobench::host
