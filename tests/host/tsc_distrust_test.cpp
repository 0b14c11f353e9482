#include "host/tsc_distrust.hpp"

#include <gtest/gtest.h>

#include "host/kernel_log.hpp"
#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

const std::string clock_folder = "sys/devices/system/clocksource/clocksource0/";

// A machine with a TSC that keeps time by another clocksource.
TempDir& with_clocks(TempDir& dir, std::string_view current, std::string_view available) {
  return dir.write("proc/cpuinfo", "processor : 0\nflags : fpu tsc constant_tsc\n")
      .write(clock_folder + "current_clocksource", current)
      .write(clock_folder + "available_clocksource", available);
}

TEST(TscDistrust, IsNotThereWhereTheTscIsUsed) {
  TempDir dir;
  with_clocks(dir, "tsc", "tsc hpet").write("proc/cmdline", "tsc=unstable");
  EXPECT_EQ(tsc_distrust(dir.root()), std::nullopt);
}

TEST(TscDistrust, IsNotThereWhereTheTscWasAChoiceToo) {
  TempDir dir;
  with_clocks(dir, "kvm-clock", "kvm-clock tsc acpi_pm");
  EXPECT_EQ(tsc_distrust(dir.root()), std::nullopt);
}

TEST(TscDistrust, IsNotThereWithoutATscOrWithoutSysfs) {
  TempDir arm;
  with_clocks(arm, "arch_sys_counter", "arch_sys_counter")
      .write("proc/cpuinfo", "processor : 0\nFeatures : fp asimd\n");
  EXPECT_EQ(tsc_distrust(arm.root()), std::nullopt);
  EXPECT_EQ(tsc_distrust(TempDir().root()), std::nullopt);
}

TEST(TscDistrust, IsReadFromTheCommandLine) {
  for (const std::string parameter : {"tsc=unstable", "notsc", "clocksource=hpet"}) {
    TempDir dir;
    with_clocks(dir, "hpet", "tsc hpet acpi_pm").write("proc/cmdline", "quiet " + parameter);
    EXPECT_EQ(tsc_distrust(dir.root()), "the kernel was started with " + parameter);
  }
}

TEST(TscDistrust, DisregardsParametersThatDidNothing) {
  for (const char* parameter : {"tsc=reliable", "clocksource=tsc", "clocksource=acpi_pm"}) {
    TempDir dir;
    with_clocks(dir, "hpet", "tsc hpet acpi_pm").write("proc/cmdline", parameter);
    EXPECT_EQ(tsc_distrust(dir.root()), std::nullopt) << parameter;
  }
}

TEST(TscDistrust, IsReadFromTheLogWithItsCause) {
  for (const std::string message :
       {"tsc: Marking TSC unstable due to check_tsc_sync_source failed",
        "clocksource: timekeeping watchdog on CPU3: Marking clocksource 'tsc' as unstable because "
        "the skew is too large:",
        "clocksource: timekeeping watchdog on CPU1: wd-tsc-wd excessive read-back delay of 9ns vs. "
        "limit of 1ns, wd-wd read-back delay only 1ns, attempt 3, marking tsc unstable",
        "TSC found unstable after boot, most likely due to broken BIOS. Use 'tsc=unstable'."}) {
    TempDir dir;
    with_clocks(dir, "hpet", "hpet acpi_pm")
        .write("dev/kmsg",
               "6,1,0,-;tsc: Detected 2600.000 MHz processor\n4,2,9,-;" + message + "\n");
    EXPECT_EQ(tsc_distrust(dir.root()), "the kernel's log says \"" + message + "\"");
  }
}

TEST(TscDistrust, DisregardsAHarmlessLog) {
  TempDir dir;
  with_clocks(dir, "kvm-clock", "kvm-clock tsc")
      .write("dev/kmsg",
             "6,1,0,-;TSC deadline timer available\n"
             "4,2,1,-;clocksource: Marking clocksource 'hpet' as unstable because it is\n");
  EXPECT_EQ(tsc_distrust(dir.root()), std::nullopt);
}

TEST(TscDistrust, IsKnownFromTheListWhereTheLogIsNotReadable) {
  TempDir dir;
  with_clocks(dir, "hpet", "hpet acpi_pm");
  const auto reason = tsc_distrust(dir.root());
  ASSERT_TRUE(reason);
  EXPECT_NE(reason->find("dmesg"), std::string::npos);
}

TEST(TscDistrust, IsNotConcludedWhileTheKernelStillTriesTheTsc) {
  TempDir dir;
  with_clocks(dir, "hpet", "hpet tsc-early");
  EXPECT_EQ(tsc_distrust(dir.root()), std::nullopt);
}

TEST(KernelLog, HoldsWhatTheKernelWroteAndNothingElse) {
  TempDir dir;
  dir.write("dev/kmsg",
            "6,339,5140900,-;one; with a semicolon\n SUBSYSTEM=acpi\n DEVICE=+acpi:PNP0A03:00\n"
            "12,340,5690716,-;Marking TSC unstable, says a process\n"
            "4,341,5690717,c,more=x;two\nno record at all\n;\n");
  EXPECT_EQ(kernel_log(dir.root()), (std::vector<std::string>{"one; with a semicolon", "two"}));
}

TEST(KernelLog, IsReadWholeHoweverLong) {
  TempDir dir;
  std::string log;
  for (int i = 0; i < 5000; ++i) log += "6,1,2,-;message " + std::to_string(i) + "\n";
  dir.write("dev/kmsg", log);
  ASSERT_EQ(kernel_log(dir.root()).size(), 5000U);
  EXPECT_EQ(kernel_log(dir.root()).back(), "message 4999");
}

TEST(KernelLog, IsEmptyWhereItCannotBeRead) { EXPECT_TRUE(kernel_log(TempDir().root()).empty()); }

}  // namespace
}  // namespace vdsobench::host
