#include "verdict/cause.hpp"

#include <fmt/format.h>
#include <signal.h>

#include "base/printable.hpp"
#include "verdict/causes.hpp"

namespace vdsobench::verdict {

namespace {

const calls::Function& function_of(const Finding& finding) {
  return *finding.evidence.call->function;
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
  if (!process_facts.vdso) return no_image(function_of(libc), process_facts, machine_facts);
  if (vdso == nullptr) return library_knows_no_way(function_of(libc), machine_facts);
  if (!vdso->evidence.bound)
    return no_symbol(function_of(*vdso), vdso->reason, process_facts, machine_facts);
  if (vdso->outcome == Outcome::userspace)
    return library_asks_kernel(function_of(libc), machine_facts);
  if (vdso->outcome == Outcome::blocked) return obstructed(*vdso, process_facts);
  if (vdso->outcome == Outcome::syscall)
    return older_image(function_of(*vdso), process_facts, machine_facts);
  if (vdso->outcome == Outcome::fallback)
    return image_fell_back(function_of(libc), process_facts, machine_facts);
  return vdso_unclear(*vdso);
}

}  // namespace vdsobench::verdict
