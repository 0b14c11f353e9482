#include "host/clocksource.hpp"

#include <gtest/gtest.h>

#include "host/folders.hpp"
#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

TEST(Clocksource, ReadsCurrentAndAvailable) {
  TempDir dir;
  dir.write(clock_folder + "current_clocksource", "tsc\n")
      .write(clock_folder + "available_clocksource", "tsc hpet acpi_pm \n");
  const auto sources = clocksource(dir.root());
  ASSERT_TRUE(sources);
  EXPECT_EQ(sources->current, "tsc");
  EXPECT_EQ(sources->available, (std::vector<std::string>{"tsc", "hpet", "acpi_pm"}));
}

TEST(Clocksource, IsAbsentWithoutItsFileOrWithAnEmptyOne) {
  TempDir dir;
  EXPECT_FALSE(clocksource(dir.root()));
  dir.write(clock_folder + "current_clocksource", "\n");
  EXPECT_FALSE(clocksource(dir.root()));
}

TEST(Clocksource, MayHaveNoListOfOthers) {
  TempDir dir;
  dir.write(clock_folder + "current_clocksource", "arch_sys_counter\n");
  const auto sources = clocksource(dir.root());
  ASSERT_TRUE(sources);
  EXPECT_TRUE(sources->available.empty());
}

TEST(Clocksource, SomeCanBeReadByTheVdso) {
  for (const char* name : {"tsc", "tsc-early", "kvm-clock", "xen", "hyperv_clocksource_tsc_page",
                           "arch_sys_counter", "riscv_clocksource"}) {
    EXPECT_TRUE(has_vdso_mode(name)) << name;
  }
  for (const char* name : {"hpet", "acpi_pm", "jiffies", "refined-jiffies", "pit",
                           "hyperv_clocksource_msr", "ts", "tsc ", ""}) {
    EXPECT_FALSE(has_vdso_mode(name)) << name;
  }
}

TEST(BetterClocksource, IsTheFirstThatTheVdsoCanReadAndNeverTheOneThatFailed) {
  EXPECT_EQ(better_clocksource({"hpet", {"tsc", "hpet", "acpi_pm"}}), "tsc");
  EXPECT_EQ(better_clocksource({"kvm-clock", {"kvm-clock", "tsc", "acpi_pm"}}), "tsc");
  EXPECT_EQ(better_clocksource({"xen", {"xen", "hpet"}}), std::nullopt);
  EXPECT_EQ(better_clocksource({"hpet", {}}), std::nullopt);
}

TEST(CommandFor, WritesTheClocksourcesFile) {
  EXPECT_EQ(command_for("tsc"),
            "echo tsc | sudo tee /sys/devices/system/clocksource/clocksource0/current_clocksource");
}

}  // namespace
}  // namespace vdsobench::host
