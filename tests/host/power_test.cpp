#include "host/power.hpp"

#include <gtest/gtest.h>

#include "host/folders.hpp"
#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

using Lines = std::vector<std::string>;

// Has the advice for CPU 0 exactly one line, and is this in it?
testing::AssertionResult advises(const TempDir& dir, const std::string& words) {
  const Lines lines = power_advice(dir.root(), 0);
  if (lines.size() == 1 && lines[0].find(words) != std::string::npos) {
    return testing::AssertionSuccess();
  }
  return testing::AssertionFailure() << testing::PrintToString(lines);
}

TEST(PowerAdvice, IsSilentInAVirtualMachineThatShowsNothing) {
  EXPECT_EQ(power_advice(TempDir().root(), 0), Lines{});
}

TEST(PowerAdvice, OnTheGovernor) {
  TempDir dir;
  dir.write(cpu_folder + "cpu0/cpufreq/scaling_governor", "schedutil\n");
  EXPECT_TRUE(advises(dir, "governor schedutil: 'sudo cpupower frequency-set -g performance'"));
  dir.write(cpu_folder + "cpu0/cpufreq/scaling_governor", "performance\n");
  EXPECT_EQ(power_advice(dir.root(), 0), Lines{});
}

TEST(PowerAdvice, OnTurboByEitherSwitch) {
  TempDir intel;
  intel.write(cpu_folder + "intel_pstate/no_turbo", "0\n");
  EXPECT_TRUE(advises(intel, "'echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo'"));
  TempDir other;
  other.write(cpu_folder + "cpufreq/boost", "1\n");
  EXPECT_TRUE(advises(other, "'echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost'"));
  other.write(cpu_folder + "cpufreq/boost", "0\n");
  EXPECT_EQ(power_advice(other.root(), 0), Lines{});
}

TEST(PowerAdvice, OnThePreferenceForSavingEnergy) {
  TempDir dir;
  const std::string file = cpu_folder + "cpu0/cpufreq/energy_performance_preference";
  dir.write(file, "balance_power\n");
  EXPECT_TRUE(advises(dir, "(balance_power): 'echo performance | sudo tee /" + file + "'"));
  dir.write(file, "balance_performance\n");
  EXPECT_EQ(power_advice(dir.root(), 0), Lines{});
}

TEST(PowerAdvice, OnThePlatformProfile) {
  TempDir dir;
  dir.write("sys/firmware/acpi/platform_profile", "low-power\n");
  EXPECT_TRUE(advises(dir, "low-power"));
  dir.write("sys/firmware/acpi/platform_profile", "balanced\n");
  EXPECT_EQ(power_advice(dir.root(), 0), Lines{});
}

TEST(PowerAdvice, OnTheMachinesBatteryNotItsMouses) {
  TempDir dir;
  const std::string battery = "sys/class/power_supply/BAT0/";
  dir.write(battery + "type", "Battery\n").write(battery + "status", "Discharging\n");
  EXPECT_TRUE(advises(dir, "plug it in"));
  dir.write(battery + "scope", "Device\n");
  EXPECT_EQ(power_advice(dir.root(), 0), Lines{});
  dir.write(battery + "scope", "System\n").write(battery + "status", "Full\n");
  EXPECT_EQ(power_advice(dir.root(), 0), Lines{});
}

TEST(PowerAdvice, OnTheDeepestIdleStateThatIsEnabled) {
  TempDir dir;
  const auto state = [&](const std::string& number, const char* name, const char* latency,
                         const char* disable) {
    const std::string place = cpu_folder + "cpu0/cpuidle/state" + number + "/";
    dir.write(place + "name", name).write(place + "latency", latency);
    dir.write(place + "disable", disable);
  };
  state("0", "POLL", "0", "0");
  state("1", "C1", "2", "0");
  EXPECT_EQ(power_advice(dir.root(), 0), Lines{});
  state("2", "C6", "133", "0");
  state("3", "C10", "890", "1");
  EXPECT_TRUE(advises(dir, "as deep as C6, 133 us"));
  state("3", "C10", "890", "0");
  EXPECT_TRUE(advises(dir, "as deep as C10, 890 us"));
}

}  // namespace
}  // namespace vdsobench::host
