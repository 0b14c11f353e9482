#include "verdict/finding.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "base/version.hpp"
#include "calls/functions.hpp"
#include "calls/paths/int80.hpp"
#include "calls/paths/libc.hpp"
#include "calls/paths/vdso.hpp"

namespace vdsobench::verdict {

namespace {

using calls::Agreement;
using calls::Answer;
using calls::Probe;

struct OutcomeReason {
  Outcome outcome;
  std::string reason;
};

// vDSO getrandom asks the kernel for a new key now and then (drivers/char/random.c reseeds every
// minute), so a call that stays in user space may enter it once in very many times.
constexpr double rare = 0.01;

bool is_by(const Evidence& evidence, std::string_view path) {
  return evidence.call->path->name == path;
}

OutcomeReason judge_death(const Evidence& evidence, const calls::ProcessFacts& process_facts) {
  const auto& probe = *evidence.probe;
  if (probe.detail == SIGSYS) return {Outcome::blocked, "a seccomp filter kills the process"};
  if (probe.detail == SIGSEGV && process_facts.ticks != calls::TickAccess::allowed)
    return {Outcome::blocked, "PR_SET_TSC forbids reading the time-stamp counter: SIGSEGV"};
  // Without a gate for it the instruction is a general-protection fault (ia32_emulation=0).
  if (probe.detail == SIGSEGV && is_by(evidence, calls::paths::Int80::name))
    return {Outcome::unavailable, probe.describe() + ": this kernel takes no 32-bit system calls"};
  return {Outcome::blocked, probe.describe()};
}

// Every kernel of these years knows all these system calls, the youngest since 3.17.
bool is_filters(int error, const calls::ProcessFacts& process_facts) {
  return error == EPERM || error == EACCES || (error == ENOSYS && process_facts.filtered);
}

// Filters do not make a call wait.
OutcomeReason judge_wait(const Evidence& evidence, const calls::ProcessFacts& process_facts) {
  const bool for_seed = calls::lacks_seed(*evidence.call->function, process_facts);
  return {Outcome::blocked,
          fmt::format("{}{}", evidence.probe->describe(),
                      for_seed ? ": the kernel's random generator has not been seeded yet" : "")};
}

bool asks_for_a_clock(const calls::Function& function) {
  return function.answer == Answer::timespec || function.answer == Answer::resolution;
}

// An auxiliary clock that the kernel has and no one has enabled answers ENODEV
// (kernel/time/timekeeping.c, aux_get_timespec).
std::string why_no_clock(const calls::Function& function, int error,
                         const calls::ProcessFacts& process_facts) {
  const long clock = function.words.list[0].number;
  if (!calls::is_auxiliary(clock)) return error == EINVAL ? "this kernel has no such clock" : "";
  if (error == ENODEV)
    return fmt::format(
        "not enabled: root can, by 1 in /sys/kernel/time/aux_clocks/{}/aux_clock_enable",
        clock - CLOCK_AUX);
  if (error != EINVAL) return "";
  return is_older(process_facts.release, function.kernel_since)
             ? fmt::format("auxiliary clocks came with {}", function.kernel_since)
             : "this kernel was built without auxiliary clocks (CONFIG_POSIX_AUX_CLOCKS)";
}

std::string why_no_call(const calls::Function& function, const calls::ProcessFacts& process_facts) {
  return is_older(process_facts.release, function.call_since)
             ? fmt::format("this came with {}", function.call_since)
             : "";
}

OutcomeReason judge_refusal(const Evidence& evidence, const calls::ProcessFacts& process_facts) {
  const auto& probe = *evidence.probe;
  if (is_filters(probe.detail, process_facts))
    return {Outcome::blocked, fmt::format("{}: a seccomp filter or sandbox", probe.describe())};
  const auto& function = *evidence.call->function;
  const auto why = asks_for_a_clock(function) ? why_no_clock(function, probe.detail, process_facts)
                                              : why_no_call(function, process_facts);
  return {Outcome::unavailable,
          why.empty() ? probe.describe() : fmt::format("{}: {}", probe.describe(), why)};
}

bool is_rare(double entries_a_call) { return entries_a_call <= rare; }

// A trap with no system call counted. Filters, tracers and user dispatch come before the tracepoint
// that eBPF and perf count (syscall_trace_enter in kernel/entry/common.c), and may answer for the
// kernel.
bool is_intercepted(const Evidence& evidence) {
  const auto& call = *evidence.call;
  return call.path->traps && call.function->answer != Answer::ticks && evidence.count &&
         is_rare(evidence.count->syscalls_a_call());
}

// A kernel that is older than the first whose vDSO serves a function has not fallen back. One that
// does not say how old it is has.
bool is_for_the_vdso(const calls::Function& function, const calls::ProcessFacts& process_facts) {
  return !is_older(process_facts.release, function.kernel_since);
}

OutcomeReason judge_count(const Evidence& evidence, const calls::ProcessFacts& process_facts) {
  if (!evidence.count) return {Outcome::unconfirmed, evidence.not_counted};
  if (!is_rare(evidence.count->emulations_a_call())) return {Outcome::emulated, {}};
  if (is_rare(evidence.count->syscalls_a_call())) return {Outcome::userspace, {}};
  const bool fell_back = is_by(evidence, calls::paths::Vdso::name) &&
                         is_for_the_vdso(*evidence.call->function, process_facts);
  return {fell_back ? Outcome::fallback : Outcome::syscall, {}};
}

OutcomeReason judge_answer(const Evidence& evidence, const calls::ProcessFacts& process_facts) {
  if (is_intercepted(evidence))
    return {Outcome::blocked,
            "a seccomp filter or a tracer answers the system call, not the kernel"};
  if (evidence.agreement && evidence.agreement->state == Agreement::State::disagrees)
    return {Outcome::disagrees, evidence.agreement->difference};
  return judge_count(evidence, process_facts);
}

OutcomeReason judge_alone(const Evidence& evidence, const calls::ProcessFacts& process_facts) {
  if (!evidence.bound) return {Outcome::unavailable, evidence.bound.reason().text};
  switch (evidence.probe->ending) {
    case Probe::Ending::died:
      return judge_death(evidence, process_facts);
    case Probe::Ending::refused:
      return judge_refusal(evidence, process_facts);
    case Probe::Ending::hung:
      return judge_wait(evidence, process_facts);
    case Probe::Ending::answered:
      break;
  }
  return judge_answer(evidence, process_facts);
}

// Where the system call that a call could make is intercepted, its count of none shows nothing; nor
// does an answer that differs from the system call's.
void doubt(Finding& finding) {
  const auto answer = finding.evidence.call->function->answer;
  const bool lies = finding.outcome == Outcome::disagrees && answer != Answer::random;
  if (finding.outcome != Outcome::userspace && !lies) return;
  finding.outcome = Outcome::unconfirmed;
  finding.reason =
      "a seccomp filter or a tracer answers the system call that this may make before it can be "
      "counted (--confirm seccomp counts it)";
}

bool is_intercepted(std::span<const Finding> findings, const calls::Call* reference) {
  return std::ranges::any_of(findings, [&](const Finding& other) {
    return other.evidence.call == reference && is_intercepted(other.evidence);
  });
}

// Whether the vDSO of this kernel would serve it, and any C library ask for it.
bool would_be_served(const calls::Function& function, const calls::ProcessFacts& process_facts) {
  if (function.in_every_vdso()) return true;
  return function.user_space && function.libc_since.empty() && version_in(process_facts.release) &&
         is_for_the_vdso(function, process_facts);
}

// The C library calls through the vDSO where it can. Where the vDSO's own symbol fell back, or
// there is no vDSO at all and this kernel's would serve it, the library's call is a fallback too;
// where the symbol stays in user space or is absent, the library chose the system call.
bool fell_back(std::span<const Finding> findings, const Finding& libc,
               const calls::ProcessFacts& process_facts) {
  if (!process_facts.vdso) return would_be_served(*libc.evidence.call->function, process_facts);
  const Finding* vdso = find(findings, *libc.evidence.call->function, calls::paths::Vdso::name);
  return vdso != nullptr && vdso->outcome == Outcome::fallback;
}

}  // namespace

std::vector<Finding> judge(std::vector<Evidence> evidence,
                           const calls::ProcessFacts& process_facts) {
  std::vector<Finding> findings;
  for (auto& piece : evidence) {
    auto [outcome, reason] = judge_alone(piece, process_facts);
    findings.push_back({std::move(piece), outcome, std::move(reason)});
  }
  for (auto& finding : findings)
    if (is_intercepted(findings, calls::reference_of(*finding.evidence.call))) doubt(finding);
  for (auto& finding : findings)
    if (finding.outcome == Outcome::syscall && is_by(finding.evidence, calls::paths::Libc::name) &&
        fell_back(findings, finding, process_facts))
      finding.outcome = Outcome::fallback;
  return findings;
}

const Finding* find(std::span<const Finding> findings, const calls::Function& function,
                    std::string_view path) {
  for (const Finding& finding : findings)
    if (finding.evidence.call->function == &function && finding.evidence.call->path->name == path)
      return &finding;
  return nullptr;
}

}  // namespace vdsobench::verdict
