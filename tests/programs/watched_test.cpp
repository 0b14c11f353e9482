#include "programs/watched.hpp"

#include <gtest/gtest.h>
#include <time.h>

namespace vdsobench::programs {
namespace {

TEST(Watched, HaveTheRowsOfTheTableOfFunctions) {
  EXPECT_EQ(row_of({VDSOBENCH_TIME})->name, "time");
  EXPECT_EQ(row_of({VDSOBENCH_CLOCK_GETTIME, CLOCK_BOOTTIME})->name, "clock_gettime:boottime");
  EXPECT_EQ(row_of({VDSOBENCH_CLOCK_GETRES, CLOCK_TAI})->name, "clock_getres:tai");
  EXPECT_EQ(row_of({VDSOBENCH_GETRANDOM})->symbol, "getrandom");
  EXPECT_EQ(row_of({VDSOBENCH_CLOCK_GETTIME, 1234}), nullptr);
}

TEST(Watched, AreNamedAsTheRowsAre) {
  EXPECT_EQ(name_of({VDSOBENCH_GETTIMEOFDAY}), "gettimeofday");
  EXPECT_EQ(name_of({VDSOBENCH_CLOCK_GETTIME, CLOCK_MONOTONIC}), "clock_gettime:monotonic");
  EXPECT_EQ(name_of({VDSOBENCH_GETRANDOM}), "getrandom");
}

// A process's CPU time, clock_getcpuclockid(3), and a device's clock, clock_gettime(2).
TEST(Watched, NameClocksWithoutARow) {
  EXPECT_EQ(name_of({VDSOBENCH_CLOCK_GETTIME, ~1000 << 3 | 2}), "clock_gettime:cputime");
  EXPECT_EQ(name_of({VDSOBENCH_CLOCK_GETTIME, ~5 << 3 | 3}), "clock_gettime:device");
  EXPECT_EQ(name_of({VDSOBENCH_CLOCK_GETTIME, 1234}), "clock_gettime:1234");
  EXPECT_EQ(name_of({VDSOBENCH_FUNCTIONS}), "?");
}

TEST(Watched, AreFoundByTheKernelsNames) {
  EXPECT_EQ(function_of_kernels("__x64_sys_time"), VDSOBENCH_TIME);
  EXPECT_EQ(function_of_kernels("__ia32_sys_clock_gettime32"), VDSOBENCH_CLOCK_GETTIME);
  EXPECT_EQ(function_of_kernels("__ia32_compat_sys_gettimeofday"), VDSOBENCH_GETTIMEOFDAY);
  EXPECT_EQ(function_of_kernels("sys_enter_getrandom"), VDSOBENCH_GETRANDOM);
  EXPECT_EQ(function_of_kernels("emulate_vsyscall"), 0);
}

TEST(HasClock, IsSoOfTwoFunctions) {
  EXPECT_TRUE(has_clock(VDSOBENCH_CLOCK_GETTIME));
  EXPECT_TRUE(has_clock(VDSOBENCH_CLOCK_GETRES));
  EXPECT_FALSE(has_clock(VDSOBENCH_TIME));
  EXPECT_FALSE(has_clock(VDSOBENCH_FUNCTIONS));
}

}  // namespace
}  // namespace vdsobench::programs
