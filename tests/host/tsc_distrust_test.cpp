#include "host/tsc_distrust.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "host/folders.hpp"
#include "host/kernel_log.hpp"
#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

// A machine with a TSC that keeps time by another clocksource.
TempDir& with_clocks(TempDir& dir, std::string_view current, std::string_view available) {
  return dir.write("proc/cpuinfo", "processor : 0\nflags : fpu tsc constant_tsc\n")
      .write(clock_folder + "current_clocksource", current)
      .write(clock_folder + "available_clocksource", available);
}

TEST(TscDistrust, IsNotThereWhereTheTscIsUsed) {
  TempDir dir;
  with_clocks(dir, "tsc", "tsc hpet").write("proc/cmdline", "tsc=unstable");
  EXPECT_FALSE(tsc_distrust(dir.root()));
}

TEST(TscDistrust, IsNotThereWhereTheTscWasAChoiceToo) {
  TempDir dir;
  with_clocks(dir, "kvm-clock", "kvm-clock tsc acpi_pm");
  EXPECT_FALSE(tsc_distrust(dir.root()));
}

TEST(TscDistrust, IsNotThereWithoutATscOrWithoutSysfs) {
  TempDir arm;
  with_clocks(arm, "arch_sys_counter", "arch_sys_counter")
      .write("proc/cpuinfo", "processor : 0\nFeatures : fp asimd\n");
  EXPECT_FALSE(tsc_distrust(arm.root()));
  EXPECT_FALSE(tsc_distrust(TempDir().root()));
}

// It shows the features of its host's CPU and reads no TSC.
TEST(TscDistrust, IsNotThereInUserModeLinux) {
  TempDir dir;
  with_clocks(dir, "timer", "timer")
      .write("proc/cpuinfo", "vendor_id : User Mode Linux\nflags : fpu tsc constant_tsc\n");
  EXPECT_FALSE(tsc_distrust(dir.root()));
}

TEST(TscDistrust, IsReadFromTheCommandLine) {
  for (const std::string parameter : {"tsc=unstable", "notsc", "clocksource=hpet"}) {
    TempDir dir;
    with_clocks(dir, "hpet", "tsc hpet acpi_pm").write("proc/cmdline", "quiet " + parameter);
    const auto distrust = tsc_distrust(dir.root());
    ASSERT_TRUE(distrust);
    EXPECT_EQ(distrust->fault, TscFault::parameter);
    EXPECT_EQ(distrust->text, "the kernel was started with " + parameter);
    EXPECT_EQ(distrust->parameter, parameter);
  }
}

TEST(TscDistrust, DisregardsParametersThatDidNothing) {
  for (const char* parameter : {"tsc=reliable", "clocksource=tsc", "clocksource=acpi_pm"}) {
    TempDir dir;
    with_clocks(dir, "hpet", "tsc hpet acpi_pm").write("proc/cmdline", parameter);
    EXPECT_FALSE(tsc_distrust(dir.root())) << parameter;
  }
}

struct Message {
  std::string text;
  TscFault fault;
};

TEST(TscDistrust, IsReadFromTheLogWithItsCause) {
  using enum TscFault;
  for (const auto& [text, fault] : std::vector<Message>{
           {"tsc: Marking TSC unstable due to check_tsc_sync_source failed", warp},
           {"clocksource: timekeeping watchdog on CPU3: Marking clocksource 'tsc' as unstable "
            "because the skew is too large:",
            watchdog},
           {"clocksource: timekeeping watchdog on CPU1: wd-tsc-wd excessive read-back delay of 9ns "
            "vs. limit of 1ns, wd-wd read-back delay only 1ns, attempt 3, marking tsc unstable",
            watchdog},
           {"tsc: Marking TSC unstable due to clocksource watchdog", watchdog},
           {"TSC found unstable after boot, most likely due to broken BIOS. Use 'tsc=unstable'.",
            watchdog},
           {"tsc: Marking TSC unstable due to TSCs unsynchronized", not_invariant},
           {"tsc: Marking TSC unstable due to TSC halts in idle", not_invariant},
           {"tsc: Marking TSC unstable due to something new", unknown}}) {
    TempDir dir;
    with_clocks(dir, "hpet", "hpet acpi_pm")
        .write("dev/kmsg", "6,1,0,-;tsc: Detected 2600.000 MHz processor\n4,2,9,-;" + text + "\n");
    const auto distrust = tsc_distrust(dir.root());
    ASSERT_TRUE(distrust) << text;
    EXPECT_EQ(distrust->fault, fault) << text;
    EXPECT_EQ(distrust->text, "the kernel's log says \"" + text + "\"");
  }
}

TEST(TscDistrust, DisregardsAHarmlessLog) {
  TempDir dir;
  with_clocks(dir, "kvm-clock", "kvm-clock tsc")
      .write("dev/kmsg",
             "6,1,0,-;TSC deadline timer available\n"
             "4,2,1,-;clocksource: Marking clocksource 'hpet' as unstable because it is\n");
  EXPECT_FALSE(tsc_distrust(dir.root()));
}

TEST(TscDistrust, IsKnownFromTheListWhereTheLogIsNotReadable) {
  TempDir dir;
  with_clocks(dir, "hpet", "hpet acpi_pm")
      .write("proc/cpuinfo", "processor : 0\nflags : fpu tsc constant_tsc nonstop_tsc\n");
  const auto distrust = tsc_distrust(dir.root());
  ASSERT_TRUE(distrust);
  EXPECT_EQ(distrust->fault, TscFault::unknown);
  EXPECT_NE(distrust->text.find("dmesg"), std::string::npos);
  EXPECT_TRUE(has_invariant_tsc(dir.root()));
}

TEST(TscDistrust, IsOfTheCpuWhereThatDoesNotCallTheTscInvariant) {
  TempDir dir;
  with_clocks(dir, "hpet", "hpet acpi_pm");
  EXPECT_EQ(tsc_distrust(dir.root())->fault, TscFault::not_invariant);
  EXPECT_FALSE(has_invariant_tsc(dir.root()));
}

TEST(TscDistrust, IsNotConcludedWhileTheKernelStillTriesTheTsc) {
  TempDir dir;
  with_clocks(dir, "hpet", "hpet tsc-early");
  EXPECT_FALSE(tsc_distrust(dir.root()));
}

}  // namespace
}  // namespace vdsobench::host
