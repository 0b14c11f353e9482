#include "verdict/cause.hpp"

#include <gmock/gmock.h>
#include <signal.h>

#include "verdict/sample_evidence.hpp"

namespace vdsobench::verdict {
namespace {

using testing::HasSubstr;
using Ending = calls::Probe::Ending;

const calls::ProcessFacts no_vdso = {{}, Reason{"the kernel gave this process no vDSO"}};

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
  EXPECT_EQ(entered(library("getppid/libc"), nullptr, no_vdso, on("tsc")).grade, Grade::inherent);
}

TEST(EnteredWithoutVdso, NamesTheParameterThatTookIt) {
  auto facts = on("tsc");
  EXPECT_EQ(entered(library("time/libc"), nullptr, no_vdso, facts).reason,
            no_vdso.vdso.reason().text);
  facts.vdso_switched_off = true;
  const auto cause = entered(library("time/libc"), nullptr, no_vdso, facts);
  EXPECT_EQ(cause.grade, Grade::bad);
  EXPECT_THAT(cause.reason, HasSubstr("vdso=0"));
  EXPECT_EQ(cause.remedy, "boot without vdso=0");
}

TEST(EnteredWithoutVdso, IsNoFaultWhereAVdsoNeedNotHaveTheFunction) {
  auto facts = on("tsc");
  facts.vdso_switched_off = true;
  const auto cause = entered(library("getrandom:32/libc"), nullptr, no_vdso, facts);
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
  const auto cause = obstructed(lies, no_vdso);
  EXPECT_EQ(cause.reason, "/lib/shim.so answers in the C library's place: says 7");
  EXPECT_THAT(cause.remedy, HasSubstr("LD_PRELOAD"));
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
