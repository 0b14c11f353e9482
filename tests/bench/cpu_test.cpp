#include "bench/cpu.hpp"

#include <gmock/gmock.h>
#include <sched.h>

#include "bench/exit_status.hpp"
#include "host/affinity.hpp"
#include "host/cpus.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;

TEST(ChooseCpu, TakesTheOneAskedForWhateverItIs) {
  const auto choice = choose_cpu(12345);
  EXPECT_EQ(choice.cpu, 12345);
  EXPECT_EQ(choice.why, "as asked");
  EXPECT_EQ(choice.cpus.front(), 12345);
  EXPECT_TRUE(choice.fixed);
}

TEST(ChooseCpu, TakesOneThatCanBeUsedAndTheOthersForThreads) {
  const auto choice = choose_cpu({});
  if (!choice.fixed) GTEST_SKIP() << "this process may not choose its CPU";
  const auto reachable = host::reachable_cpus(Root{});
  EXPECT_TRUE(reachable.contains(choice.cpu));
  EXPECT_EQ(choice.cpus.front(), choice.cpu);
  EXPECT_EQ(host::CpuSet(choice.cpus.begin(), choice.cpus.end()), reachable);
  EXPECT_EQ(choice.cpus.size(), reachable.size());
}

TEST(Pin, NamesACpuThatThereIsNot) {
  try {
    pin(host::cpu_limit - 1);
    FAIL() << "no machine has so many CPUs";
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("cannot run on CPU 65535"));
  }
}

TEST(Pin, LeavesAProcessThatMayNotChooseWhereItIs) {
  CpuChoice choice = {.cpu = host::cpu_limit - 1, .why = "", .load = {}, .cpus = {}};
  EXPECT_THROW(pin(choice), UsageError);
  choice.fixed = false;
  EXPECT_NO_THROW(pin(choice));
}

TEST(Pin, StaysOnTheCpu) {
  const auto choice = choose_cpu({});
  if (!choice.fixed) GTEST_SKIP() << "this process may not choose its CPU";
  pin(choice);
  EXPECT_EQ(sched_getcpu(), choice.cpu);
}

}  // namespace
}  // namespace vdsobench::bench
