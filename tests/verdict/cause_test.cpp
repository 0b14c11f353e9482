#include "verdict/cause.hpp"

#include <gmock/gmock.h>
#include <signal.h>

#include <cerrno>

#include "verdict/sample_evidence.hpp"

namespace vdsobench::verdict {
namespace {

using testing::HasSubstr;
using Ending = calls::Probe::Ending;

MachineFacts on(std::string clocksource, std::vector<std::string> available = {}) {
  return {.clock = host::ClockFacts{{std::move(clocksource), std::move(available)}},
          .libc = "glibc 2.36"};
}

Finding finding(Evidence evidence, Outcome outcome, std::string reason = "") {
  return {std::move(evidence), outcome, std::move(reason)};
}

Finding library(std::string_view call) { return finding(sound(call), Outcome::syscall); }

/// Of a process that has a vDSO; which one does not matter.
class Entered : public testing::Test {
 protected:
  void SetUp() override {
    if (!facts_.vdso) GTEST_SKIP() << facts_.vdso.reason().text;
  }
  const calls::ProcessFacts facts_ = calls::own_process_facts();
};

TEST(EnteredWithoutVdso, IsInherentWhereNoVdsoAnswers) {
  EXPECT_EQ(entered(library("getppid/libc"), nullptr, without_vdso, on("tsc")).grade,
            Grade::inherent);
}

TEST(EnteredWithoutVdso, NamesTheParameterThatTookIt) {
  auto facts = on("tsc");
  EXPECT_EQ(entered(library("time/libc"), nullptr, without_vdso, facts).reason,
            without_vdso.vdso.reason().text);
  facts.vdso_switched_off = true;
  const auto cause = entered(library("time/libc"), nullptr, without_vdso, facts);
  EXPECT_EQ(cause.grade, Grade::bad);
  EXPECT_THAT(cause.reason, HasSubstr("vdso=0"));
  EXPECT_EQ(cause.remedy, "boot without vdso=0");
}

TEST(EnteredWithoutVdso, NamesTheEmulatorThatTookIt) {
  auto facts = without_vdso;
  facts.run_by = "/usr/bin/qemu-x86_64";
  const auto cause = entered(library("time/libc"), nullptr, facts, on("tsc"));
  EXPECT_EQ(cause.grade, Grade::bad);
  EXPECT_THAT(cause.reason, HasSubstr("/usr/bin/qemu-x86_64 runs this program"));
}

TEST(EnteredWithoutVdso, IsNoFaultWhereAVdsoNeedNotHaveTheFunction) {
  auto facts = on("tsc");
  facts.vdso_switched_off = true;
  const auto cause = entered(library("getrandom:32/libc"), nullptr, without_vdso, facts);
  EXPECT_EQ(cause.grade, Grade::limited);
  EXPECT_THAT(cause.remedy, HasSubstr("needs"));
}

TEST_F(Entered, BlamesTheClocksourceOnlyForClocksThatReadIt) {
  const auto cause_of = [&](const std::string& function, const MachineFacts& facts) {
    const auto vdso = finding(sound(function + "/vdso"), Outcome::fallback);
    return entered(library(function + "/libc"), &vdso, facts_, facts);
  };
  const auto poor = cause_of("clock_gettime:monotonic", on("hpet", {"tsc", "hpet"}));
  EXPECT_THAT(poor.reason, HasSubstr("hpet"));
  EXPECT_THAT(poor.remedy, HasSubstr("tsc"));
  EXPECT_THAT(cause_of("clock_gettime:monotonic", on("tsc", {"tsc"})).reason,
              HasSubstr("though clocksource tsc"));
  EXPECT_EQ(cause_of("clock_gettime:monotonic_coarse", on("hpet")).reason,
            "the vDSO's own function made the system call");
}

// Half of /sys may be hidden in a container, or all.
TEST_F(Entered, SaysWhatCannotBeSeenOfTheClocksource) {
  const auto vdso = finding(sound("gettimeofday/vdso"), Outcome::fallback);
  const auto cause_on = [&](const MachineFacts& machine) {
    return entered(library("gettimeofday/libc"), &vdso, facts_, machine);
  };
  const auto hidden = cause_on({.clock = {}, .libc = "glibc 2.36"});
  EXPECT_EQ(hidden.grade, Grade::bad);
  EXPECT_THAT(hidden.reason, HasSubstr("cannot be seen here"));
  EXPECT_THAT(hidden.remedy, HasSubstr("on the host"));
  const auto half_hidden = cause_on(on("hpet", {}));
  EXPECT_THAT(half_hidden.reason, HasSubstr("(available: cannot be seen)"));
  EXPECT_THAT(half_hidden.remedy, HasSubstr("on the host"));
}

TEST_F(Entered, HasNoAdviceForTheTscOfAKernelThatReadsNone) {
  const auto vdso = finding(sound("time/vdso"), Outcome::fallback);
  auto machine = on("timer", {"timer"});
  for (const auto& [kernel, name] : {std::pair(host::UserKernel::uml, "User Mode Linux"),
                                     std::pair(host::UserKernel::gvisor, "gVisor")}) {
    machine.user_kernel = kernel;
    for (const auto* call : {"time/libc", "clock_gettime:monotonic/libc"}) {
      const auto cause = entered(library(call), &vdso, facts_, machine);
      EXPECT_EQ(cause.grade, Grade::bad);
      EXPECT_THAT(cause.reason, HasSubstr(name));
      EXPECT_THAT(cause.remedy, testing::Not(HasSubstr("dmesg")));
    }
  }
}

TEST_F(Entered, WaitsForTheSeedOfTheRandomGenerator) {
  auto facts = facts_;
  const auto vdso = finding(sound("getrandom:8/vdso"), Outcome::fallback);
  EXPECT_EQ(entered(library("getrandom:8/libc"), &vdso, facts, on("tsc")).grade, Grade::bad);
  facts.random_ready = false;
  const auto cause = entered(library("getrandom:8/libc"), &vdso, facts, on("tsc"));
  EXPECT_EQ(cause.grade, Grade::limited);
  EXPECT_THAT(cause.reason, HasSubstr("has not been seeded"));
  EXPECT_THAT(cause.remedy, HasSubstr("check again"));
}

TEST_F(Entered, AddsWhyTheTscIsDistrusted) {
  auto facts = on("hpet", {"hpet"});
  facts.clock->tsc_distrust = {host::TscFault::warp, "the TSC is unstable", {}};
  const auto vdso = finding(sound("gettimeofday/vdso"), Outcome::fallback);
  const auto cause = entered(library("gettimeofday/libc"), &vdso, facts_, facts);
  EXPECT_THAT(cause.reason, HasSubstr("; the TSC is unstable"));
  EXPECT_THAT(cause.remedy, HasSubstr("firmware"));
}

TEST_F(Entered, BlamesTheLibraryWhereTheVdsoStaysInUserSpace) {
  const auto vdso = finding(sound("time/vdso"), Outcome::userspace);
  const auto cause = entered(library("time/libc"), &vdso, facts_, on("tsc"));
  EXPECT_EQ(cause.grade, Grade::limited);
  EXPECT_THAT(cause.reason, HasSubstr("glibc 2.36 makes the system call itself"));
}

TEST_F(Entered, HandsOnWhyTheVdsoHasNoSymbol) {
  const auto vdso = finding(unbound("time/vdso", "no symbol"), Outcome::unavailable, "no symbol");
  EXPECT_EQ(entered(library("time/libc"), &vdso, facts_, on("tsc")).reason, "no symbol");
}

TEST_F(Entered, OwnsThatItDoesNotKnow) {
  const auto vdso = finding(sound("time/vdso"), Outcome::unconfirmed);
  EXPECT_EQ(entered(library("time/libc"), &vdso, facts_, on("tsc")).grade, Grade::unknown);
}

Finding interposed(Finding finding) {
  finding.evidence.interposer = "/lib/shim.so";
  return finding;
}

TEST_F(Entered, BlamesWhatAnswersInTheLibrarysPlace) {
  const auto vdso = finding(sound("time/vdso"), Outcome::userspace);
  const auto cause = entered(interposed(library("time/libc")), &vdso, facts_, on("tsc"));
  EXPECT_EQ(cause.grade, Grade::bad);
  EXPECT_EQ(cause.reason, "/lib/shim.so answers in the C library's place: it enters the kernel");
  EXPECT_THAT(cause.remedy, HasSubstr("LD_PRELOAD"));
  const auto nowhere =
      entered(interposed(library("sched_getcpu/libc")), nullptr, facts_, on("tsc"));
  EXPECT_THAT(nowhere.reason, HasSubstr("/lib/shim.so"));
}

// What the vDSO does too is not for the shim to mend.
TEST_F(Entered, BlamesTheVdsoFirst) {
  const auto vdso = finding(sound("gettimeofday/vdso"), Outcome::fallback);
  const auto cause = entered(interposed(library("gettimeofday/libc")), &vdso, facts_, on("hpet"));
  EXPECT_THAT(cause.reason, HasSubstr("hpet"));
}

TEST(Obstructed, BlamesWhatAnswersInTheLibrarysPlace) {
  const auto lies = interposed(finding(sound("time/libc"), Outcome::disagrees, "says 7"));
  const auto cause = obstructed(lies, without_vdso);
  EXPECT_EQ(cause.reason, "/lib/shim.so answers in the C library's place: says 7");
  EXPECT_THAT(cause.remedy, HasSubstr("LD_PRELOAD"));
}

// An unseeded random generator keeps getrandom(2) waiting; filters let no call wait.
TEST(Obstructed, BlamesNoFilterForAWait) {
  auto facts = without_vdso;
  const auto remedy_of = [&](const char* call) {
    return obstructed(finding(ended(call, Ending::hung, 20), Outcome::blocked), facts).remedy;
  };
  EXPECT_THAT(remedy_of("time/libc"), HasSubstr("strace"));
  facts.random_ready = false;
  EXPECT_THAT(remedy_of("time/libc"), HasSubstr("strace"));
  EXPECT_THAT(remedy_of("getrandom:8/libc"), HasSubstr("entropy"));
}

// Kernels have auxiliary clocks since 6.17, and only where one was switched on.
TEST(Obstructed, HoldsNothingAgainstAClockThatAFilterHides) {
  const auto grade = [](Ending ending, int detail, const char* call = "clock_gettime:aux0/libc") {
    return obstructed(finding(ended(call, ending, detail), Outcome::blocked, "denied"),
                      without_vdso);
  };
  EXPECT_EQ(grade(Ending::refused, EPERM).grade, Grade::unknown);
  EXPECT_EQ(grade(Ending::died, SIGSYS).grade, Grade::unknown);
  EXPECT_THAT(grade(Ending::refused, EPERM).reason, HasSubstr("cannot be seen"));
  EXPECT_EQ(grade(Ending::died, SIGSEGV).grade, Grade::bad);
  EXPECT_EQ(grade(Ending::refused, EPERM, "clock_gettime:tai/libc").grade, Grade::bad);
}

std::string remedy(Ending ending, int detail, calls::TickAccess ticks) {
  const calls::ProcessFacts facts = {{}, Reason{"none"}, ticks};
  return obstructed(finding(ended("time/libc", ending, detail), Outcome::blocked), facts).remedy;
}

TEST(Obstructed, TellsAFaultFromAFilter) {
  using enum calls::TickAccess;
  EXPECT_THAT(remedy(Ending::died, SIGSEGV, denied), HasSubstr("PR_SET_TSC"));
  EXPECT_THAT(remedy(Ending::died, SIGSEGV, allowed), HasSubstr("report it"));
  EXPECT_THAT(remedy(Ending::died, SIGSYS, denied), HasSubstr("seccomp"));
  EXPECT_THAT(remedy(Ending::refused, EPERM, denied), HasSubstr("seccomp"));
}

}  // namespace
}  // namespace vdsobench::verdict
