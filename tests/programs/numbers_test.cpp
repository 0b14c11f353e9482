#include "programs/numbers.hpp"

#include <gtest/gtest.h>
#include <linux/audit.h>
#include <sys/syscall.h>

#include "arch/arch.hpp"
#include "programs/entry.h"

namespace vdsobench::programs {
namespace {

TEST(Numbers, AreThoseOfThisArchitecture) {
  EXPECT_EQ(function_of(arch::audit_architecture, SYS_clock_gettime), VDSOBENCH_CLOCK_GETTIME);
  EXPECT_EQ(function_of(arch::audit_architecture, SYS_getrandom), VDSOBENCH_GETRANDOM);
  EXPECT_EQ(function_of(arch::audit_architecture, SYS_execve), starts_program);
  EXPECT_EQ(function_of(arch::audit_architecture, SYS_exit_group), ends_process);
  EXPECT_EQ(function_of(arch::audit_architecture, SYS_getppid), no_function);
  EXPECT_FALSE(is_narrow(arch::audit_architecture));
}

TEST(Numbers, AreOthersForProgramsOf32Bits) {
  if (!arch::has_int80) GTEST_SKIP() << "this architecture runs none";
  EXPECT_EQ(function_of(AUDIT_ARCH_I386, 78), VDSOBENCH_GETTIMEOFDAY);
  EXPECT_EQ(function_of(AUDIT_ARCH_I386, 265), VDSOBENCH_CLOCK_GETTIME);
  EXPECT_EQ(function_of(AUDIT_ARCH_I386, 403), VDSOBENCH_CLOCK_GETTIME);
  EXPECT_EQ(function_of(AUDIT_ARCH_I386, 358), starts_program_at);
  EXPECT_EQ(function_of(AUDIT_ARCH_I386, 1), ends_process);
  EXPECT_EQ(function_of(AUDIT_ARCH_I386, SYS_clock_gettime), no_function);
  EXPECT_TRUE(is_narrow(AUDIT_ARCH_I386));
}

}  // namespace
}  // namespace vdsobench::programs
