#include "verdict/verdict.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <signal.h>

#include <string>
#include <vector>

#include "verdict/sample_evidence.hpp"

namespace vdsobench::verdict {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using Ending = calls::Probe::Ending;

MachineFacts with_clocksource(std::string current, std::vector<std::string> available) {
  return {.clock = host::ClockFacts{{std::move(current), std::move(available)}},
          .libc = "glibc 2.36"};
}

const MachineFacts healthy = with_clocksource("tsc", {"tsc", "hpet"});

Verdict verdict_on(std::vector<Evidence> evidence, const calls::ProcessFacts& process_facts,
                   const MachineFacts& machine_facts = healthy) {
  const auto findings = judge(std::move(evidence), process_facts);
  return verdicts(findings, process_facts, machine_facts).at(0);
}

std::vector<Evidence> both(Evidence libc, Evidence vdso) {
  std::vector<Evidence> pair;
  pair.push_back(std::move(libc));
  pair.push_back(std::move(vdso));
  return pair;
}

/// Beside a vDSO; which one does not matter.
class BesideVdso : public testing::Test {
 protected:
  void SetUp() override {
    if (!with_vdso_.vdso) GTEST_SKIP() << with_vdso_.vdso.reason().text;
  }
  Verdict clock_that_fell_back(const MachineFacts& machine_facts) const {
    return verdict_on(both(counted("clock_gettime:monotonic/libc", 1000),
                           counted("clock_gettime:monotonic/vdso", 1000)),
                      with_vdso_, machine_facts);
  }
  const calls::ProcessFacts with_vdso_ = calls::own_process_facts();
};

TEST_F(BesideVdso, IsGoodWhereTheCallStaysInUserSpace) {
  const auto verdict =
      verdict_on(both(counted("time/libc", 0), counted("time/vdso", 0)), with_vdso_);
  EXPECT_EQ(verdict.grade, Grade::good);
  EXPECT_THAT(verdict.reason, IsEmpty());
}

TEST_F(BesideVdso, BlamesAClocksourceWithoutAVdsoMode) {
  const auto verdict = clock_that_fell_back(with_clocksource("hpet", {"hpet", "tsc"}));
  EXPECT_EQ(verdict.grade, Grade::bad);
  EXPECT_THAT(verdict.reason, HasSubstr("clocksource hpet has no vDSO mode"));
  EXPECT_THAT(verdict.remedy, HasSubstr("echo tsc | sudo tee"));
}

TEST_F(BesideVdso, SaysWhereNoOtherClocksourceIsToBeHad) {
  auto machine_facts = with_clocksource("hpet", {"hpet", "acpi_pm"});
  machine_facts.clock->tsc_distrust = {host::TscFault::watchdog, "the TSC was found unstable", {}};
  const auto verdict = clock_that_fell_back(machine_facts);
  EXPECT_THAT(verdict.reason, HasSubstr("; the TSC was found unstable"));
  EXPECT_THAT(verdict.remedy, HasSubstr("for good: update the firmware"));
}

TEST_F(BesideVdso, DoesNotBlameAGoodClocksource) {
  EXPECT_THAT(clock_that_fell_back(healthy).reason, HasSubstr("though clocksource tsc has"));
}

TEST_F(BesideVdso, DoesNotBlameTheClocksourceForWhatDoesNotReadIt) {
  for (const auto* name : {"time", "clock_gettime:realtime_coarse", "getcpu"}) {
    const auto verdict = verdict_on(both(counted(std::string(name) + "/libc", 1000),
                                         counted(std::string(name) + "/vdso", 1000)),
                                    with_vdso_, with_clocksource("hpet", {"hpet"}));
    EXPECT_EQ(verdict.grade, Grade::bad) << name;
    EXPECT_THAT(verdict.reason, testing::Not(HasSubstr("hpet"))) << name;
  }
}

TEST_F(BesideVdso, IsLimitedByALibraryThatDoesNotAskIt) {
  const auto verdict = verdict_on(
      both(counted("getrandom:8/libc", 1000), counted("getrandom:8/vdso", 0)), with_vdso_);
  EXPECT_EQ(verdict.grade, Grade::limited);
  EXPECT_THAT(verdict.reason, HasSubstr("glibc 2.36 makes the system call itself"));
  EXPECT_THAT(verdict.remedy, HasSubstr("needs glibc 2.41"));
}

TEST_F(BesideVdso, DoesNotGuessWhatItsFunctionDoes) {
  const auto beside = [&](Evidence vdso) {
    return verdict_on(both(counted("time/libc", 1000), std::move(vdso)), with_vdso_);
  };
  auto uncounted = sound("time/vdso");
  uncounted.not_counted = "it cannot be read";
  const auto unclear = beside(std::move(uncounted));
  EXPECT_EQ(unclear.grade, Grade::unknown);
  EXPECT_THAT(unclear.reason, HasSubstr("not known: it cannot be read"));
  EXPECT_EQ(beside(ended("time/vdso", Ending::refused, EINVAL)).grade, Grade::unknown);
  EXPECT_EQ(beside(lying(counted("time/vdso", 1000), "says 7")).grade, Grade::unknown);
  EXPECT_EQ(beside(counted("time/vdso", 1000)).grade, Grade::bad);
}

TEST_F(BesideVdso, IsLimitedByAKernelThatLacksTheSymbol) {
  auto old = with_vdso_;
  old.release = "6.1.0-50-amd64";
  const auto verdict = verdict_on(
      both(counted("getrandom:8/libc", 1000), unbound("getrandom:8/vdso", "no such symbol")), old);
  EXPECT_EQ(verdict.grade, Grade::limited);
  EXPECT_EQ(verdict.reason, "no such symbol");
  EXPECT_EQ(verdict.remedy, "needs Linux 6.11 and glibc 2.41");
}

// Only the generic vDSO serves these clocks.
TEST_F(BesideVdso, HoldsNoClockAgainstAKernelThatIsTooOldForIt) {
  auto old = with_vdso_;
  old.release = "5.2.21";
  const auto evidence = [](std::string_view clock) {
    const auto name = fmt::format("clock_gettime:{}", clock);
    return both(counted(name + "/libc", 1000), counted(name + "/vdso", 1000));
  };
  for (const auto* clock : {"monotonic_raw", "boottime"}) {
    const auto verdict = verdict_on(evidence(clock), old, with_clocksource("hpet", {"hpet"}));
    EXPECT_EQ(verdict.grade, Grade::limited) << clock;
    EXPECT_EQ(verdict.outcome, Outcome::syscall) << clock;
    EXPECT_EQ(verdict.reason, "the vDSO of Linux 5.2.21 makes the system call for it");
    EXPECT_EQ(verdict.remedy, "needs Linux 5.3");
  }
  EXPECT_EQ(verdict_on(evidence("monotonic"), old).grade, Grade::bad);
  old.release = "5.3.0";
  EXPECT_EQ(verdict_on(evidence("boottime"), old).grade, Grade::bad);
}

TEST_F(BesideVdso, NamesWhatIsNeededOfKernelAndLibrary) {
  const auto remedy = [&](std::string release, std::string libc) {
    auto facts = with_vdso_;
    facts.release = std::move(release);
    auto machine_facts = healthy;
    machine_facts.libc = std::move(libc);
    return verdict_on(both(counted("getrandom:8/libc", 1000),
                           unbound("getrandom:8/vdso", "no such symbol")),
                      facts, machine_facts)
        .remedy;
  };
  EXPECT_EQ(remedy("6.1.0", "glibc 2.36"), "needs Linux 6.11 and glibc 2.41");
  EXPECT_EQ(remedy("6.1.0", "glibc 2.41"), "needs Linux 6.11");
  EXPECT_EQ(remedy("6.1.0", "musl"), "needs Linux 6.11 and glibc 2.41");
  EXPECT_EQ(remedy("6.12.1", "glibc 2.36"),
            "needs a kernel whose vDSO was built with it and glibc 2.41");
}

TEST(Verdict, BlamesAnAbsentVdsoWhereThisKernelsWouldServe) {
  auto recent = without_vdso;
  recent.release = "6.18.5";
  auto machine_facts = healthy;
  const auto verdict_of = [&](std::string_view name) {
    return verdict_on(both(counted(fmt::format("{}/libc", name), 1000),
                           unbound(fmt::format("{}/vdso", name), "no vDSO")),
                      recent, machine_facts);
  };
  const auto raw = verdict_of("clock_gettime:monotonic_raw");
  EXPECT_EQ(raw.grade, Grade::bad);
  EXPECT_EQ(raw.outcome, Outcome::fallback);
  EXPECT_EQ(verdict_of("getrandom:8").remedy, "needs a kernel with a vDSO and glibc 2.41");
  machine_facts.libc = "glibc 2.41";
  EXPECT_EQ(verdict_of("getrandom:8").grade, Grade::bad);
  recent.release = "5.2.0";
  const auto old = verdict_of("clock_gettime:monotonic_raw");
  EXPECT_EQ(old.grade, Grade::limited);
  EXPECT_EQ(old.outcome, Outcome::syscall);
  EXPECT_EQ(old.remedy, "needs Linux 5.3 with a vDSO");
}

TEST(Verdict, BlamesTheCommandLineForAnAbsentVdso) {
  auto switched_off = healthy;
  switched_off.vdso_switched_off = true;
  const auto evidence = [] {
    return both(counted("time/libc", 1000), unbound("time/vdso", "no vDSO"));
  };
  EXPECT_THAT(verdict_on(evidence(), without_vdso, switched_off).remedy, HasSubstr("vdso=0"));
  EXPECT_EQ(verdict_on(evidence(), without_vdso).reason, without_vdso.vdso.reason().text);
}

TEST(Verdict, DoesNotPromiseRecentFunctionsOfAnAbsentVdso) {
  auto switched_off = healthy;
  switched_off.vdso_switched_off = true;
  const auto verdict =
      verdict_on(both(counted("getrandom:8/libc", 1000), unbound("getrandom:8/vdso", "no vDSO")),
                 without_vdso, switched_off);
  EXPECT_EQ(verdict.grade, Grade::limited);
  EXPECT_EQ(verdict.outcome, Outcome::syscall);
  EXPECT_EQ(verdict.remedy, "needs Linux 6.11 with a vDSO and glibc 2.41");
}

TEST(Verdict, TakesForGrantedWhatNoVdsoAnswers) {
  const auto verdict = verdict_on(both(counted("clock_gettime:process_cputime/libc", 1000),
                                       counted("clock_gettime:process_cputime/vdso", 1000)),
                                  without_vdso);
  EXPECT_EQ(verdict.grade, Grade::inherent);
}

TEST(Verdict, KnowsNothingWithoutACount) {
  EXPECT_EQ(verdict_on(both(sound("time/libc"), sound("time/vdso")), without_vdso).grade,
            Grade::unknown);
}

TEST(Verdict, IsAbsentWhereTheCallIs) {
  const auto verdict = verdict_on(
      both(unbound("getrandom:8/libc", "this C library has none"), counted("getrandom:8/vdso", 0)),
      without_vdso);
  EXPECT_EQ(verdict.grade, Grade::absent);
  EXPECT_EQ(verdict.reason, "this C library has none");
}

TEST(Verdict, IsBadWhereTheCallIsBlockedOrLies) {
  const auto blocked = verdict_on(
      both(ended("time/libc", Ending::died, SIGSYS), counted("time/vdso", 0)), without_vdso);
  EXPECT_EQ(blocked.grade, Grade::bad);
  EXPECT_THAT(blocked.remedy, HasSubstr("allow time in the seccomp profile"));
  const auto crashes = verdict_on(
      both(ended("time/libc", Ending::died, SIGILL), counted("time/vdso", 0)), without_vdso);
  EXPECT_EQ(crashes.grade, Grade::bad);
  EXPECT_THAT(crashes.remedy, HasSubstr("report it"));
  const auto lies =
      verdict_on(both(lying(counted("time/libc", 0), "says 7"), sound("time/vdso")), without_vdso);
  EXPECT_EQ(lies.grade, Grade::bad);
  EXPECT_EQ(lies.reason, "says 7");
}

TEST(Verdict, BlamesPrctlOnlyForAFault) {
  const calls::ProcessFacts no_ticks = {{}, Reason{"none"}, calls::TickAccess::denied};
  const auto remedy = [&](Ending ending, int detail) {
    return verdict_on(both(ended("time/libc", ending, detail), counted("time/vdso", 0)), no_ticks)
        .remedy;
  };
  EXPECT_THAT(remedy(Ending::died, SIGSEGV), HasSubstr("PR_SET_TSC"));
  EXPECT_THAT(remedy(Ending::died, SIGSYS), HasSubstr("allow time"));
  EXPECT_THAT(remedy(Ending::refused, EPERM), HasSubstr("allow time"));
}

}  // namespace
}  // namespace vdsobench::verdict
