#include "verdict/finding.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <cerrno>
#include <utility>

#include "calls/paths/libc.hpp"
#include "calls/paths/vdso.hpp"

namespace vdsobench::verdict {

namespace {

using calls::Agreement;
using calls::Probe;

struct Judgement {
  Outcome outcome;
  std::string reason;
};

// vDSO getrandom asks the kernel for a new key now and then (drivers/char/random.c reseeds every
// minute), so a call that stays in user space may enter it once in very many times.
constexpr double rare = 0.01;

bool is_by(const Evidence& evidence, std::string_view path) {
  return evidence.call->path->name == path;
}

Judgement judge_death(const Probe& probe, const calls::Surroundings& surroundings) {
  if (probe.detail == SIGSYS) return {Outcome::blocked, "a seccomp filter kills the process"};
  if (probe.detail == SIGSEGV && !surroundings.ticks_permitted)
    return {Outcome::blocked, "PR_SET_TSC forbids reading the time-stamp counter: SIGSEGV"};
  return {Outcome::unavailable, probe.words()};
}

Judgement judge_refusal(const Probe& probe, const calls::Function& function) {
  if (probe.detail == EPERM || probe.detail == EACCES)
    return {Outcome::blocked, fmt::format("{}: a seccomp filter or sandbox", probe.words())};
  if (probe.detail == EINVAL && function.answer == calls::Answer::timespec)
    return {Outcome::unavailable, fmt::format("{}: this kernel has no such clock", probe.words())};
  return {Outcome::unavailable, probe.words()};
}

Judgement judge_count(const Evidence& evidence) {
  if (!evidence.count) return {Outcome::unconfirmed, evidence.not_counted};
  if (evidence.count->emulations_a_call() > rare) return {Outcome::emulated, {}};
  if (evidence.count->syscalls_a_call() <= rare) return {Outcome::userspace, {}};
  return {is_by(evidence, calls::paths::Vdso::name) ? Outcome::fallback : Outcome::syscall, {}};
}

Judgement judge_alone(const Evidence& evidence, const calls::Surroundings& surroundings) {
  if (!evidence.bound) return {Outcome::unavailable, evidence.bound.reason()};
  switch (evidence.probe->ending) {
    case Probe::Ending::died:
      return judge_death(*evidence.probe, surroundings);
    case Probe::Ending::refused:
      return judge_refusal(*evidence.probe, *evidence.call->function);
    case Probe::Ending::hung:
      return {Outcome::blocked, evidence.probe->words()};
    case Probe::Ending::answered:
      break;
  }
  if (evidence.agreement && evidence.agreement->verdict == Agreement::Verdict::disagrees)
    return {Outcome::disagrees, evidence.agreement->words};
  return judge_count(evidence);
}

const Finding* vdso_sibling(std::span<const Finding> findings, const Finding& libc) {
  for (const Finding& other : findings)
    if (other.evidence.call->function == libc.evidence.call->function &&
        is_by(other.evidence, calls::paths::Vdso::name))
      return &other;
  return nullptr;
}

// The C library calls through the vDSO where it can. Where the vDSO's own symbol made a system
// call, or there is no vDSO at all, the library's call is a fallback too; where the symbol stays in
// user space or is absent, the library chose the system call.
bool fell_back(std::span<const Finding> findings, const Finding& libc,
               const calls::Surroundings& surroundings) {
  if (!surroundings.vdso) return libc.evidence.call->function->user_space;
  const Finding* vdso = vdso_sibling(findings, libc);
  return vdso != nullptr && vdso->outcome == Outcome::fallback;
}

}  // namespace

std::vector<Finding> judge(std::vector<Evidence> evidence,
                           const calls::Surroundings& surroundings) {
  std::vector<Finding> findings;
  for (auto& piece : evidence) {
    auto [outcome, reason] = judge_alone(piece, surroundings);
    findings.push_back({std::move(piece), outcome, std::move(reason)});
  }
  for (auto& finding : findings)
    if (finding.outcome == Outcome::syscall && is_by(finding.evidence, calls::paths::Libc::name) &&
        fell_back(findings, finding, surroundings))
      finding.outcome = Outcome::fallback;
  return findings;
}

}  // namespace vdsobench::verdict
