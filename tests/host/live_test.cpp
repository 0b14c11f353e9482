// What must hold on any machine, this one included.
#include <gtest/gtest.h>
#include <sched.h>

#include <algorithm>
#include <chrono>

#include "host/advice.hpp"
#include "host/clocksource.hpp"
#include "host/context.hpp"
#include "host/cpus.hpp"
#include "host/kernel_log.hpp"
#include "host/keys.hpp"
#include "host/tsc_distrust.hpp"

namespace vdsobench::host {
namespace {

TEST(Live, TheContextHasWhatEveryMachineHasAndNoEmptyNames) {
  std::vector<std::string> names;
  for (const auto& [key, value] : host_context(Root{})) {
    names.push_back(key);
    EXPECT_EQ(value.find('\n'), std::string::npos) << key;
  }
  for (const auto key : {keys::kernel_release, keys::machine, keys::hypervisor, keys::libc,
                         keys::rseq, keys::time_namespace, keys::governor}) {
    EXPECT_NE(std::find(names.begin(), names.end(), key), names.end()) << key;
  }
}

TEST(Live, TheCurrentClocksourceIsAmongThoseAvailable) {
  const auto sources = clocksource(Root{});
  if (!sources) GTEST_SKIP() << "this machine shows no clocksource in /sys";
  EXPECT_NE(std::find(sources->available.begin(), sources->available.end(), sources->current),
            sources->available.end());
}

TEST(Live, TheChosenCpuIsOneThatThisProcessCanRunOn) {
  const CpuSet reachable = reachable_cpus(Root{});
  const CpuChoice choice = choose_cpu(Root{}, reachable, sample_load(Root{}));
  EXPECT_TRUE(reachable.contains(choice.cpu));
  EXPECT_FALSE(choice.why.empty());
  cpu_set_t before;
  ASSERT_EQ(sched_getaffinity(0, sizeof before, &before), 0);
  cpu_set_t only;
  CPU_ZERO(&only);
  CPU_SET(static_cast<std::size_t>(choice.cpu), &only);
  EXPECT_EQ(sched_setaffinity(0, sizeof only, &only), 0);
  EXPECT_EQ(sched_getcpu(), choice.cpu);
  sched_setaffinity(0, sizeof before, &before);
}

TEST(Live, LookingChangesNoAffinity) {
  cpu_set_t before;
  ASSERT_EQ(sched_getaffinity(0, sizeof before, &before), 0);
  reachable_cpus(Root{});
  cpu_set_t after;
  ASSERT_EQ(sched_getaffinity(0, sizeof after, &after), 0);
  EXPECT_TRUE(CPU_EQUAL(&before, &after));
}

TEST(Live, TheLoadIsAShare) {
  for (const auto& [cpu, share] : sample_load(Root{}, std::chrono::milliseconds(20))) {
    EXPECT_GE(share, 0.0) << cpu;
    EXPECT_LE(share, 1.0) << cpu;
  }
}

TEST(Live, EveryAdviceIsOneLineThatSaysWhatToDo) {
  for (const std::string& line : advice(Root{}, {0, sample_load(Root{}), true})) {
    EXPECT_EQ(line.find('\n'), std::string::npos) << line;
    EXPECT_NE(line.find(':'), std::string::npos) << line;
  }
}

TEST(Live, ATscInUseIsNotDistrusted) {
  const auto sources = clocksource(Root{});
  if (!sources || sources->current != "tsc") GTEST_SKIP() << "this machine is not on its TSC";
  EXPECT_FALSE(tsc_distrust(Root{}));
}

TEST(Live, TheKernelsLogIsReadToItsEndWithoutItsHeaders) {
  const auto messages = kernel_log(Root{});
  if (messages.empty()) GTEST_SKIP() << "this user may not read the kernel's log, or it is empty";
  for (const std::string& message : messages) {
    EXPECT_FALSE(message.empty());
    EXPECT_EQ(message.find(",-;"), std::string::npos) << message;
  }
}

}  // namespace
}  // namespace vdsobench::host
