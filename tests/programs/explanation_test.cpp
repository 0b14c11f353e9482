#include "programs/explanation.hpp"

#include <gmock/gmock.h>
#include <time.h>
#include <unistd.h>

namespace vdsobench::programs {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using verdict::Grade;

class Explanations : public testing::Test {
 protected:
  void SetUp() override {
    if (!here_.process_facts.vdso) GTEST_SKIP() << here_.process_facts.vdso.reason().text;
    here_.process_facts.release = "6.18.1";
    here_.machine_facts.clock = host::ClockFacts{.clocksource = {"hpet", {"tsc", "hpet"}}};
    subject_.name = "server";
    subject_.library = "glibc 2.28";
  }

  Explanation explained(const Asked& asked, const Origin& origin) const {
    return explain(asked, subject_, origin, here_);
  }

  Here here_ = {calls::own_process_facts(), {.clock = {}, .libc = "glibc 2.36"}};
  Subject subject_ = subject_of({}, getpid());
};

constexpr Asked monotonic = {VDSOBENCH_CLOCK_GETTIME, CLOCK_MONOTONIC};

TEST_F(Explanations, NameTheClocksourceWhereTheImageFellBack) {
  const auto [cause, avoidable] = explained(monotonic, {Place::vdso});
  EXPECT_TRUE(avoidable);
  EXPECT_EQ(cause.grade, Grade::bad);
  EXPECT_THAT(cause.reason, HasSubstr("clocksource hpet has no vDSO mode"));
}

TEST_F(Explanations, NameTheLibraryOfThatProcess) {
  const auto [cause, avoidable] =
      explained(monotonic, {.place = Place::libc, .symbol = "clock_gettime"});
  EXPECT_TRUE(avoidable);
  EXPECT_THAT(cause.reason, HasSubstr("glibc 2.28 makes the system call itself"));
}

TEST_F(Explanations, NameWhoCallsPastTheLibrary) {
  const auto [cause, avoidable] = explained(monotonic, {.place = Place::libc, .symbol = "syscall"});
  EXPECT_TRUE(avoidable);
  EXPECT_THAT(cause.reason, HasSubstr("server makes the system call by syscall(2)"));
  EXPECT_THAT(cause.remedy, StartsWith("call clock_gettime() of the C library instead\n"
                                       "and mend the clock, as under hpet the vDSO falls back:\n"));
}

TEST_F(Explanations, LeaveTheClockAloneWhereTheVdsoReadsItOrNeedsNone) {
  const Origin past = {.place = Place::libc, .symbol = "syscall"};
  EXPECT_EQ(explained({VDSOBENCH_GETCPU}, past).cause.remedy,
            "call getcpu() of the C library instead");
  here_.machine_facts.clock = host::ClockFacts{.clocksource = {"tsc", {"tsc", "hpet"}}};
  EXPECT_EQ(explained(monotonic, past).cause.remedy,
            "call clock_gettime() of the C library instead");
}

TEST_F(Explanations, KnowALibraryInsideAStaticProgramByItsFunctions) {
  subject_.library = "static glibc 2.28";
  const auto asked = [&](const char* symbol) {
    return explained(monotonic, {.place = Place::program, .file = "/srv/a", .symbol = symbol})
        .cause.reason;
  };
  EXPECT_THAT(asked("__clock_gettime"),
              HasSubstr("static glibc 2.28 makes the system call itself"));
  EXPECT_THAT(asked("sccp"), HasSubstr("static glibc 2.28 makes the system call itself"));
  EXPECT_THAT(asked("syscall"), HasSubstr("by syscall(2)"));
  EXPECT_THAT(asked("main"), HasSubstr("a: main makes the system call itself"));
}

TEST_F(Explanations, DoNotNameALibraryThatIsNotKnown) {
  subject_.library = "static";
  const Origin origin = {.place = Place::program, .file = "/srv/a", .symbol = "clock_gettime"};
  EXPECT_THAT(explained(monotonic, origin).cause.reason, StartsWith("its C library makes the "));
}

TEST_F(Explanations, HoldNothingAgainstAProgramThatTakesANewerLibrary) {
  const Origin origin = {.place = Place::libc, .symbol = "getrandom"};
  EXPECT_FALSE(explained({VDSOBENCH_GETRANDOM}, origin).avoidable);
}

TEST_F(Explanations, NameThePlaceOfAProgramsOwnInstruction) {
  const Origin origin = {.place = Place::program, .file = "/srv/server", .symbol = "tick"};
  const auto cause = explained({VDSOBENCH_GETTIMEOFDAY}, origin).cause;
  EXPECT_THAT(cause.reason, HasSubstr("server: tick makes the system call itself"));
  EXPECT_THAT(cause.remedy, HasSubstr("call gettimeofday() of the C library"));
}

TEST_F(Explanations, KnowThatGoHasAWayOfItsOwn) {
  subject_.library = "Go 1.22.1";
  const auto cause = explained(monotonic, {.place = Place::program, .file = "/srv/a"}).cause;
  EXPECT_THAT(cause.remedy, HasSubstr("Go's package time"));
}

TEST_F(Explanations, KnowTheVsyscallPage) {
  const auto [cause, avoidable] = explained({VDSOBENCH_TIME}, {Place::vsyscall});
  EXPECT_TRUE(avoidable);
  EXPECT_THAT(cause.reason, HasSubstr("the vsyscall page"));
}

TEST_F(Explanations, DoNotHoldAgainstAProgramWhatNoVdsoAnswers) {
  for (const int clock : {CLOCK_THREAD_CPUTIME_ID, CLOCK_REALTIME_ALARM, ~7 << 3 | 2}) {
    const auto [cause, avoidable] =
        explained({VDSOBENCH_CLOCK_GETTIME, clock}, {.place = Place::libc});
    EXPECT_FALSE(avoidable);
    EXPECT_EQ(cause.grade, Grade::inherent);
  }
}

TEST_F(Explanations, DoNotHoldAgainstItWhatThisKernelLacks) {
  here_.process_facts.release = "5.2.0";
  const auto [cause, avoidable] =
      explained({VDSOBENCH_CLOCK_GETTIME, CLOCK_BOOTTIME}, {Place::vdso});
  EXPECT_FALSE(avoidable);
  EXPECT_EQ(cause.grade, Grade::limited);
  EXPECT_THAT(cause.remedy, HasSubstr("needs Linux 5.3"));
}

TEST_F(Explanations, SayWhoMayHaveTakenTheImageAway) {
  std::erase_if(subject_.mappings, [](const auto& mapping) { return mapping.name == "[vdso]"; });
  subject_.tracer = "rr (process 3)";
  const auto cause = explained(monotonic, {.place = Place::libc, .symbol = "clock_gettime"}).cause;
  EXPECT_EQ(cause.reason, "it has no vDSO, which rr (process 3) may have taken away");
}

TEST_F(Explanations, SayWhyNothingIsKnown) {
  subject_.unseen = "it has ended";
  const auto [cause, avoidable] = explained(monotonic, {Place::unknown});
  EXPECT_EQ(cause.grade, Grade::unknown);
  EXPECT_EQ(cause.reason, "it has ended");
  EXPECT_TRUE(avoidable);
}

TEST_F(Explanations, KnowThatTheVdsosGetrandomNeedsNewKeys) {
  EXPECT_FALSE(explained({VDSOBENCH_GETRANDOM}, {Place::vdso}).avoidable);
}

}  // namespace
}  // namespace vdsobench::programs
