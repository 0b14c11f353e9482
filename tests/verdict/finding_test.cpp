#include "verdict/finding.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>

#include "verdict/sample_evidence.hpp"

namespace vdsobench::verdict {
namespace {

using testing::HasSubstr;
using testing::Not;
using Ending = calls::Probe::Ending;
using enum Outcome;

Finding finding_of(Evidence evidence) {
  std::vector<Evidence> one;
  one.push_back(std::move(evidence));
  return judge(std::move(one), without_vdso).front();
}

/// The outcome of a call, the C library's most often, beside another, the vDSO's most often.
Outcome outcome_beside(Evidence call, Evidence other, const calls::ProcessFacts& process_facts) {
  std::vector<Evidence> both;
  both.push_back(std::move(call));
  both.push_back(std::move(other));
  return judge(std::move(both), process_facts).front().outcome;
}

TEST(Judge, TellsWhatACountShows) {
  EXPECT_EQ(finding_of(counted("time/vdso", 0)).outcome, userspace);
  EXPECT_EQ(finding_of(counted("time/insn", 1000)).outcome, syscall);
  EXPECT_EQ(finding_of(counted("time/vsyscall", 0, 1000)).outcome, emulated);
  EXPECT_EQ(finding_of(counted("time/vdso", 1000)).outcome, fallback);
  EXPECT_EQ(finding_of(sound("time/vdso")).outcome, unconfirmed);
  EXPECT_EQ(finding_of(counted("time/vdso", 0)).reason, "");
}

TEST(Judge, OverlooksARareEntry) {
  EXPECT_EQ(finding_of(counted("getrandom:32/vdso", 1)).outcome, userspace);
  EXPECT_EQ(finding_of(counted("getrandom:32/vdso", 10)).outcome, userspace);
  EXPECT_EQ(finding_of(counted("getrandom:32/vdso", 11)).outcome, fallback);
}

TEST(Judge, SaysWhyACallLeadsNowhere) {
  const auto finding = finding_of(unbound("time/vsyscall", "no [vsyscall] page"));
  EXPECT_EQ(finding.outcome, unavailable);
  EXPECT_EQ(finding.reason, "no [vsyscall] page");
}

TEST(Judge, TellsWhatKilledACall) {
  const auto by_filter = finding_of(ended("time/insn", Ending::died, SIGSYS));
  EXPECT_EQ(by_filter.outcome, blocked);
  EXPECT_THAT(by_filter.reason, HasSubstr("seccomp"));
  for (const int fault : {SIGSEGV, SIGBUS, SIGILL, SIGABRT})
    for (const auto* name : {"time/libc", "time/vdso", "time/vsyscall"})
      EXPECT_EQ(finding_of(ended(name, Ending::died, fault)).outcome, blocked) << name;
  EXPECT_EQ(finding_of(ended("time/libc", Ending::died, SIGSEGV)).reason, "died of SIGSEGV");
}

TEST(Judge, KnowsTheFaultOfAKernelWithout32BitSystemCalls) {
  const auto finding = finding_of(ended("time/int80", Ending::died, SIGSEGV));
  EXPECT_EQ(finding.outcome, unavailable);
  EXPECT_THAT(finding.reason, HasSubstr("no 32-bit system calls"));
}

TEST(Judge, BlamesAFaultOnTheForbiddenTickCounter) {
  const calls::ProcessFacts forbidden = {{}, Reason{"none"}, calls::TickAccess::denied};
  const auto finding = judge({ended("tick/insn", Ending::died, SIGSEGV)}, forbidden).front();
  EXPECT_EQ(finding.outcome, blocked);
  EXPECT_THAT(finding.reason, HasSubstr("PR_SET_TSC"));
}

TEST(Judge, TellsABlockFromAnAbsence) {
  for (const int error : {EPERM, EACCES}) {
    const auto finding = finding_of(ended("time/syscall", Ending::refused, error));
    EXPECT_EQ(finding.outcome, blocked);
    EXPECT_THAT(finding.reason, HasSubstr("seccomp"));
  }
  const auto no_clock =
      finding_of(ended("clock_gettime:realtime_alarm/insn", Ending::refused, EINVAL));
  EXPECT_EQ(no_clock.outcome, unavailable);
  EXPECT_THAT(no_clock.reason, HasSubstr("no such clock"));
  const auto no_call = finding_of(ended("time/int80", Ending::refused, ENOSYS));
  EXPECT_EQ(no_call.outcome, unavailable);
  EXPECT_THAT(no_call.reason, HasSubstr("ENOSYS"));
  EXPECT_EQ(finding_of(ended("time/vdso", Ending::hung, 0)).outcome, blocked);
}

TEST(Judge, TellsWhichKernelHasACallThatIsNotThere) {
  const auto on = [](const char* release) {
    auto facts = without_vdso;
    facts.release = release;
    return judge({ended("futex_robust_unlock/insn", Ending::refused, ENOSYS)}, facts).front();
  };
  EXPECT_EQ(on("6.12.1").outcome, unavailable);
  EXPECT_THAT(on("6.12.1").reason, HasSubstr("this came with Linux 7.2"));
  EXPECT_THAT(on("7.2.0").reason, Not(HasSubstr("came with")));
}

TEST(Judge, TellsWhyAnAuxiliaryClockIsNotThere) {
  const auto on = [](const char* release, const char* name, int error) {
    auto facts = without_vdso;
    facts.release = release;
    return judge({ended(name, Ending::refused, error)}, facts).front();
  };
  EXPECT_THAT(on("6.12.1", "clock_gettime:aux0/insn", EINVAL).reason,
              HasSubstr("came with Linux 6.17"));
  EXPECT_THAT(on("6.17.0", "clock_gettime:aux0/insn", EINVAL).reason,
              HasSubstr("built without auxiliary clocks"));
  for (const auto* name : {"clock_gettime:aux3/insn", "clock_gettime:aux3/libc"})
    EXPECT_THAT(on("7.2.0", name, ENODEV).reason,
                HasSubstr("/sys/kernel/time/aux_clocks/3/aux_clock_enable"));
  EXPECT_EQ(on("7.2.0", "clock_getres:aux0/insn", ENODEV).outcome, unavailable);
}

TEST(Judge, BlamesTheFilterForAnAbsenceThatNoKernelHas) {
  const calls::ProcessFacts filtered = {{}, Reason{"none"}, calls::TickAccess::allowed, true};
  const auto refused = [&](const char* name) {
    return judge({ended(name, Ending::refused, ENOSYS)}, filtered).front();
  };
  for (const auto* name : {"getrandom:8/libc", "getppid/libc", "clock_gettime:tai/vdso"})
    EXPECT_EQ(refused(name).outcome, blocked) << name;
  EXPECT_THAT(refused("getrandom:8/libc").reason, HasSubstr("a seccomp filter"));
  EXPECT_EQ(finding_of(ended("getrandom:8/libc", Ending::refused, ENOSYS)).outcome, unavailable);
}

TEST(Judge, KnowsWhatAnUnseededGeneratorKeepsWaiting) {
  auto unseeded = without_vdso;
  unseeded.random_ready = false;
  const auto waits = [&](const char* name) {
    return judge({ended(name, Ending::hung, 20)}, unseeded).front();
  };
  EXPECT_EQ(waits("getrandom:8/libc").outcome, blocked);
  EXPECT_THAT(waits("getrandom:8/libc").reason, HasSubstr("has not been seeded yet"));
  EXPECT_EQ(waits("time/libc").reason, "did not answer within 20 s");
}

TEST(Judge, CallsOnlyAClockAClock) {
  const auto finding = finding_of(ended("getrandom:8/insn", Ending::refused, EINVAL));
  EXPECT_EQ(finding.outcome, unavailable);
  EXPECT_EQ(finding.reason.find("clock"), std::string::npos) << finding.reason;
}

TEST(Judge, PutsALieBeforeItsCount) {
  for (auto evidence : {sound("time/vdso"), counted("time/vdso", 0), counted("time/vdso", 1000)}) {
    const auto finding = finding_of(lying(std::move(evidence), "says 7"));
    EXPECT_EQ(finding.outcome, disagrees);
    EXPECT_EQ(finding.reason, "says 7");
  }
}

TEST(Judge, KnowsThatATrapWithoutAnEntryIsNotTheKernels) {
  for (const auto* name : {"time/insn", "time/syscall", "time/int80"}) {
    const auto finding = finding_of(counted(name, 0));
    EXPECT_EQ(finding.outcome, blocked) << name;
    EXPECT_THAT(finding.reason, HasSubstr("a seccomp filter or a tracer answers")) << name;
  }
  EXPECT_EQ(finding_of(counted("tick/insn", 0)).outcome, userspace);
}

TEST(Judge, DoubtsWhatIsNotSeenOfTheSystemCall) {
  for (const auto* name : {"getcpu/libc", "getcpu/vdso", "sched_getcpu/libc"}) {
    const auto outcome = [&](Evidence reference) {
      return outcome_beside(counted(name, 0), std::move(reference), without_vdso);
    };
    EXPECT_EQ(outcome(counted("getcpu/insn", 0)), unconfirmed) << name;
    EXPECT_EQ(outcome(counted("getcpu/insn", 1000)), userspace) << name;
    EXPECT_EQ(outcome(counted("time/insn", 0)), userspace) << name;
  }
  EXPECT_EQ(outcome_beside(counted("time/vdso", 1000), counted("time/insn", 0), without_vdso),
            fallback);
}

TEST(Judge, DoesNotHoldACallAgainstWhatTheKernelNeverAnswered) {
  const auto lies = [](const char* name) { return lying(counted(name, 0), "says 7"); };
  EXPECT_EQ(outcome_beside(lies("getcpu/vdso"), counted("getcpu/insn", 0), without_vdso),
            unconfirmed);
  EXPECT_EQ(outcome_beside(lies("getcpu/vdso"), counted("getcpu/insn", 1000), without_vdso),
            disagrees);
  // Random bytes were held against each other only.
  EXPECT_EQ(outcome_beside(lies("getrandom:8/libc"), counted("getrandom:8/insn", 0), without_vdso),
            disagrees);
}

/// Beside a vDSO; which one does not matter.
class Libc : public testing::Test {
 protected:
  void SetUp() override {
    if (!with_vdso_.vdso) GTEST_SKIP() << with_vdso_.vdso.reason().text;
  }
  const calls::ProcessFacts with_vdso_ = calls::own_process_facts();
};

TEST_F(Libc, FellBackWithTheVdso) {
  EXPECT_EQ(outcome_beside(counted("time/libc", 1000), counted("time/vdso", 1000), with_vdso_),
            fallback);
}

TEST_F(Libc, ChoseTheSystemCallWhereTheVdsoWorks) {
  EXPECT_EQ(
      outcome_beside(counted("getrandom:8/libc", 1000), counted("getrandom:8/vdso", 0), with_vdso_),
      syscall);
}

TEST_F(Libc, ChoseTheSystemCallWhereTheSymbolIsAbsent) {
  EXPECT_EQ(outcome_beside(counted("getrandom:8/libc", 1000),
                           unbound("getrandom:8/vdso", "no __vdso_getrandom"), with_vdso_),
            syscall);
}

TEST_F(Libc, IsJudgedByTheVdsoOfTheSameFunctionOnly) {
  EXPECT_EQ(outcome_beside(counted("getcpu/libc", 1000), counted("time/vdso", 1000), with_vdso_),
            syscall);
}

TEST(LibcAlone, FellBackWhereThereIsNoVdsoAtAll) {
  const auto absent = [] { return unbound("time/vdso", "no vDSO"); };
  EXPECT_EQ(outcome_beside(counted("time/libc", 1000), absent(), without_vdso), fallback);
  EXPECT_EQ(outcome_beside(counted("time/libc", 0), absent(), without_vdso), userspace);
}

TEST(LibcAlone, DidNotFallBackFromWhatNoVdsoHolds) {
  const auto other = [] { return unbound("time/vdso", "no vDSO"); };
  for (const auto* name :
       {"getppid/libc", "clock_gettime:process_cputime/libc", "getrandom:8/libc"})
    EXPECT_EQ(outcome_beside(counted(name, 1000), other(), without_vdso), syscall) << name;
}

// CPU-time clocks always enter the kernel. Whether that is to be blamed is the verdict's business.
TEST(Vdso, FellBackEvenFromWhatItNeverServes) {
  EXPECT_EQ(finding_of(counted("clock_gettime:process_cputime/vdso", 1000)).outcome, fallback);
}

}  // namespace
}  // namespace vdsobench::verdict
