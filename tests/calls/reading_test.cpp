#include "calls/reading.hpp"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "calls/cells.hpp"
#include "calls/probe.hpp"

namespace vdsobench::calls {
namespace {

template <class Function>
Reading reading_of(std::string_view name, Function* function) {
  Arguments arguments;
  return read_once(leading_to(name, function), arguments);
}

long five_and_a_quarter(timeval* to) { return *to = {5, 250'000}, 0; }
long seven_and_nine(long, timespec* to) { return *to = {7, 9}, 0; }
long eleven() { return 11; }
long cpu_three(unsigned* to) { return *to = 3, 0; }
long eight_bytes(std::int64_t* to) { return *to = 0x0102030405060708, 8; }
// As the vDSO's does, of kernels since 7.2: the lock's owner lets go of it, and of the pointer.
long lets_go(std::uint32_t* lock, std::uint32_t owner, std::uint64_t* pending) {
  const auto held = *lock;
  if (held == owner) *lock = 0, *pending = 0;
  return held;
}
long refuses_by_value() { return -EPERM; }
int denies_by_errno() { return errno = EACCES, -1; }
long ones_but_for(std::int64_t* to, std::int64_t third) {
  return to[0] = 1, to[1] = 1, to[2] = third, to[3] = 1, 32;
}
long whole(std::int64_t* to) { return ones_but_for(to, 4); }
long with_zeros(std::int64_t* to) { return ones_but_for(to, 0); }
long cut_short(std::int64_t* to) { return ones_but_for(to, to[2]); }
int minus_two() { return -2; }

TEST(Reading, TurnsEveryAnswerIntoOneNumber) {
  EXPECT_EQ(reading_of("gettimeofday/vdso", &five_and_a_quarter).value, 5'250'000'000);
  EXPECT_EQ(reading_of("clock_gettime:tai/vdso", &seven_and_nine).value, 7'000'000'009);
  EXPECT_EQ(reading_of("clock_getres:monotonic/vdso", &seven_and_nine).value, 7'000'000'009);
  EXPECT_EQ(reading_of("time/vdso", &eleven).value, 11'000'000'000);
  EXPECT_EQ(reading_of("getcpu/vdso", &cpu_three).value, 3);
  EXPECT_EQ(reading_of("sched_getcpu/libc", &eleven).value, 11);
  EXPECT_EQ(reading_of("getppid/libc", &eleven).value, 11);
  EXPECT_EQ(reading_of("getrandom:8/vdso", &eight_bytes).value, 0x0102030405060708);
}

TEST(Reading, IsOfAnUnlockThePointerThatItClears) {
  const auto cleared = reading_of("futex_robust_unlock/vdso", &lets_go);
  EXPECT_TRUE(cleared.given);
  EXPECT_EQ(cleared.value, 0);
  EXPECT_FALSE(reading_of("futex_robust_unlock/vdso", &eleven).given);
}

TEST(Reading, TellsErrorsAsThePathReturnsThem) {
  EXPECT_EQ(reading_of("time/vdso", &refuses_by_value).error, EPERM);
  EXPECT_EQ(reading_of("gettimeofday/libc", &denies_by_errno).error, EACCES);
  EXPECT_EQ(reading_of("gettimeofday/libc", &minus_two).error, 0);
  EXPECT_EQ(reading_of("time/vdso", &eleven).error, 0);
}

TEST(Reading, TellsAnAnswerThatWasNotWritten) {
  for (const auto* name : {"gettimeofday/vdso", "clock_gettime:tai/vdso",
                           "clock_getres:monotonic/vdso", "getcpu/vdso"})
    EXPECT_FALSE(reading_of(name, &eleven).given) << name;
  EXPECT_TRUE(reading_of("gettimeofday/vdso", &five_and_a_quarter).given);
  EXPECT_TRUE(reading_of("getcpu/vdso", &cpu_three).given);
  EXPECT_TRUE(reading_of("time/vdso", &eleven).given);
}

TEST(Reading, TakesAllRandomBytesOrNone) {
  EXPECT_EQ(reading_of("getrandom:32/vdso", &whole).value, 1 ^ 4);
  EXPECT_EQ(reading_of("getrandom:32/vdso", &with_zeros).value, 0);
  EXPECT_EQ(reading_of("getrandom:32/vdso", &cut_short).value, 0);
  EXPECT_EQ(reading_of("getrandom:4/vdso", &eight_bytes).value, 0x05060708);
  EXPECT_EQ(reading_of("getrandom:4/vdso", &eleven).value, 0);
}

TEST(Reading, NeverTakesTicksForAnError) {
  const Function& ticks = *cell("tick/insn").function;
  const Call call = {&ticks, cell("time/vdso").path, cell("time/vdso").loop};
  Arguments arguments;
  const Reading reading =
      read_once({&call, reinterpret_cast<Target>(&refuses_by_value)}, arguments);
  EXPECT_EQ(reading.error, 0);
  EXPECT_EQ(reading.value, -EPERM);
}

TEST(Reading, ReadsThe32BitLayoutsOfInt80) {
  Arguments arguments;
  const auto tried = probe(own("gettimeofday/int80"), arguments);
  if (tried.ending != Probe::Ending::answered)
    GTEST_SKIP() << "32-bit system calls are not to be had here: " << tried.describe();
  const auto before = read_once(own("gettimeofday/insn"), arguments);
  const auto between = read_once(own("gettimeofday/int80"), arguments);
  const auto after = read_once(own("gettimeofday/insn"), arguments);
  EXPECT_LE(before.value, between.value);
  EXPECT_LE(between.value, after.value);
}

TEST(Reading, IsWhatTheKernelSays) {
  Arguments arguments;
  EXPECT_EQ(read_once(own("getppid/insn"), arguments).value, getppid());
  EXPECT_EQ(read_once(own("getppid/syscall"), arguments).value, getppid());
}

}  // namespace
}  // namespace vdsobench::calls
