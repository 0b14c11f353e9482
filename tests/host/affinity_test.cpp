#include "host/affinity.hpp"

#include <gtest/gtest.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstring>
#include <limits>
#include <thread>

#include "base/in_child.hpp"
#include "host/cpu_list.hpp"
#include "system_call_filter.hpp"

namespace vdsobench::host {
namespace {

TEST(MaskOf, HoldsTheOneCpuHoweverLargeItsNumber) {
  for (const int cpu : {0, 7, 1023, 1024, 5000, cpu_limit - 1}) {
    const auto mask = mask_of(cpu);
    const auto bytes = mask.size() * sizeof(cpu_set_t);
    EXPECT_EQ(CPU_COUNT_S(bytes, mask.data()), 1) << cpu;
    EXPECT_TRUE(CPU_ISSET_S(static_cast<std::size_t>(cpu), bytes, mask.data())) << cpu;
  }
}

TEST(StayOn, MovesThisThread) {
  const int here = sched_getcpu();
  std::thread([here] {  // whose affinity is no other's
    EXPECT_TRUE(stay_on(here));
    cpu_set_t only;
    ASSERT_EQ(sched_getaffinity(0, sizeof only, &only), 0);
    EXPECT_EQ(CPU_COUNT(&only), 1);
    EXPECT_TRUE(CPU_ISSET(static_cast<std::size_t>(here), &only));
  })
      .join();
}

TEST(StayOn, IsRefusedWhereThereIsNoSuchCpu) {
  for (const int cpu : {-1, cpu_limit - 1, cpu_limit, std::numeric_limits<int>::max()}) {
    errno = 0;
    EXPECT_FALSE(stay_on(cpu));
    EXPECT_EQ(errno, EINVAL);
  }
}

// gVisor's sched_setaffinity(2) succeeds, and its getcpu(2) goes on as before.
TEST(StayOn, IsRefusedWhereItHasNoEffect) {
  constexpr int elsewhere = 500;
  const auto said = in_child([]() -> std::string {
    if (!stay_on(sched_getcpu())) return "cannot stay";
    if (!filter_system_call(SYS_sched_setaffinity, SECCOMP_RET_ERRNO)) return "no filter";
    return stay_on(elsewhere) ? "stays" : strerrorname_np(errno);
  });
  if (said == "no filter" || said == "cannot stay") GTEST_SKIP() << said;
  EXPECT_EQ(said, strerrorname_np(ENOTSUP));
}

}  // namespace
}  // namespace vdsobench::host
