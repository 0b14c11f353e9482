#include "verdict/machine_facts.hpp"

#include <gmock/gmock.h>

#include "temp_dir.hpp"

namespace vdsobench::verdict {
namespace {

using testing::ElementsAre;

constexpr auto clocksources = "sys/devices/system/clocksource/clocksource0/";

bool switched_off(std::string_view command_line) {
  TempDir dir;
  dir.write("proc/cmdline", command_line);
  return machine_facts(dir.root()).vdso_switched_off;
}

TEST(MachineFacts, TellWhetherTheKernelWasStartedWithoutVdso) {
  EXPECT_TRUE(switched_off("root=/dev/vda vdso=0 quiet"));
  EXPECT_FALSE(switched_off("root=/dev/vda vdso=1"));
  EXPECT_FALSE(switched_off("vdso32=0"));
  EXPECT_FALSE(switched_off("init=/bin/sh -- vdso=0"));  // for init, not for the kernel
}

TEST(MachineFacts, HaveTheClocksource) {
  TempDir dir;
  dir.write(std::string(clocksources) + "current_clocksource", "hpet\n")
      .write(std::string(clocksources) + "available_clocksource", "hpet acpi_pm\n");
  const auto facts = machine_facts(dir.root());
  ASSERT_TRUE(facts.clock);
  EXPECT_EQ(facts.clock->clocksource.current, "hpet");
  EXPECT_THAT(facts.clock->clocksource.available, ElementsAre("hpet", "acpi_pm"));
  EXPECT_NE(facts.clock->hypervisor, "");
}

TEST(MachineFacts, SayWhyTheTscIsNotUsed) {
  TempDir dir;
  dir.write("proc/cmdline", "notsc")
      .write("proc/cpuinfo", "processor : 0\nflags : tsc\n")
      .write(std::string(clocksources) + "current_clocksource", "hpet")
      .write(std::string(clocksources) + "available_clocksource", "hpet");
  const auto clock = machine_facts(dir.root()).clock;
  ASSERT_TRUE(clock && clock->tsc_distrust);
  EXPECT_THAT(clock->tsc_distrust->text, testing::HasSubstr("notsc"));
  EXPECT_FALSE(clock->invariant_tsc);
}

TEST(MachineFacts, TellAKernelThatIsAProgram) {
  TempDir dir;
  dir.write("proc/cpuinfo", "vendor_id : User Mode Linux\n");
  EXPECT_EQ(machine_facts(dir.root()).user_kernel, host::UserKernel::uml);
}

TEST(MachineFacts, LeaveOutWhatCannotBeRead) {
  const auto facts = machine_facts(TempDir().root());
  EXPECT_FALSE(facts.clock);
  EXPECT_FALSE(facts.vdso_switched_off);
  EXPECT_NE(facts.libc, "");
}

}  // namespace
}  // namespace vdsobench::verdict
