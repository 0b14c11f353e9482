#include "host/advice.hpp"

#include <gtest/gtest.h>

#include "host/folders.hpp"
#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

using Lines = std::vector<std::string>;

// The one line that a fixture gives; fails the test for none or several.
std::string only_line(const TempDir& dir, const Plan& plan) {
  const Lines lines = advice(dir.root(), plan);
  EXPECT_EQ(lines.size(), 1U);
  return lines.empty() ? "" : lines.front();
}

bool says(const std::string& line, const std::string& words) {
  return line.find(words) != std::string::npos;
}

TEST(Advice, IsSilentWhereNothingIsKnownOrAllIsWell) {
  TempDir dir;
  EXPECT_EQ(advice(dir.root(), {0, {}, false}), Lines{});
  dir.write(cpu_folder + "online", "0-3")
      .write(cpu_folder + "isolated", "3")
      .write(cpu_folder + "cpu3/cpufreq/scaling_governor", "performance")
      .write(cpu_folder + "intel_pstate/no_turbo", "1")
      .write(clock_folder + "current_clocksource", "tsc");
  EXPECT_EQ(advice(dir.root(), {3, {{3, 0.2}, {0, 1.0}}, false}), Lines{});
}

TEST(Advice, OnADebugBuild) {
  EXPECT_TRUE(says(only_line(TempDir(), {0, {}, true}), "preset 'release'"));
}

TEST(Advice, OnACounterThatMayChangeItsRate) {
  const TempDir dir;
  EXPECT_TRUE(says(only_line(dir, {0, {}, false, false, false}), "compare cycles"));
  EXPECT_EQ(advice(dir.root(), {0, {}, false, true, false}), Lines{});
  EXPECT_TRUE(says(only_line(dir, {0, {}, false, false, false, false}), "CLOCK_MONOTONIC_RAW"));
}

TEST(Advice, OnWhatChangesInstructionsAloneWhereThoseAreCounted) {
  TempDir dir;
  dir.write(cpu_folder + "online", "0-1")
      .write(cpu_folder + "cpu1/cpufreq/scaling_governor", "powersave")
      .write(cpu_folder + "cpu1/topology/thread_siblings_list", "0,1")
      .write(cpu_folder + "nohz_full", "1")
      .write(clock_folder + "current_clocksource", "hpet");
  const CpuLoad busy = {{0, 1.0}, {1, 1.0}};
  EXPECT_EQ(advice(dir.root(), {1, busy, true}).size(), 7U);
  const Lines lines = advice(dir.root(), {1, busy, true, true});
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_TRUE(says(lines[0], "debug build"));
  EXPECT_TRUE(says(lines[1], "clocksource hpet"));
  EXPECT_TRUE(says(lines[2], "nohz_full"));
}

TEST(Advice, OnABusyCpu) {
  const std::string line = only_line(TempDir(), {1, {{1, 0.6}}, false});
  EXPECT_TRUE(says(line, "CPU 1 was 60 % busy")) << line;
  EXPECT_TRUE(says(line, "--cpu")) << line;
}

TEST(Advice, OnABusySiblingOnly) {
  TempDir dir;
  dir.write(cpu_folder + "cpu1/topology/thread_siblings_list", "1,3");
  EXPECT_EQ(advice(dir.root(), {1, {{2, 1.0}, {3, 0.1}}, false}), Lines{});
  const std::string line = only_line(dir, {1, {{3, 0.8}}, false});
  EXPECT_TRUE(says(line, "CPU 1 shares its core with CPU 3, which was 80 % busy")) << line;
}

TEST(Advice, OnNoIsolatedCpu) {
  TempDir dir;
  dir.write(cpu_folder + "online", "0-1").write(cpu_folder + "isolated", "\n");
  EXPECT_TRUE(says(only_line(dir, {1, {}, false}), "isolcpus=1"));
}

TEST(Advice, OnAnIsolatedCpuLeftUnused) {
  TempDir dir;
  dir.write(cpu_folder + "online", "0-3").write(cpu_folder + "isolated", "2-3");
  EXPECT_TRUE(says(only_line(dir, {1, {}, false}), "--cpu 2"));
}

TEST(Advice, NeverAsksToIsolateTheOnlyCpu) {
  TempDir dir;
  dir.write(cpu_folder + "online", "0");
  EXPECT_EQ(advice(dir.root(), {0, {}, false}), Lines{});
}

TEST(Advice, OnACpuWithoutTheTick) {
  TempDir dir;
  dir.write(cpu_folder + "nohz_full", "1");
  EXPECT_TRUE(says(only_line(dir, {1, {}, false}), "nohz_full"));
  EXPECT_EQ(advice(dir.root(), {0, {}, false}), Lines{});
}

TEST(Advice, OnAClocksourceThatCouldBeBetter) {
  TempDir dir;
  dir.write(clock_folder + "current_clocksource", "hpet")
      .write(clock_folder + "available_clocksource", "tsc hpet");
  const std::string line = only_line(dir, {0, {}, false});
  EXPECT_TRUE(says(line, "clocksource hpet")) << line;
  EXPECT_TRUE(says(line, "'echo tsc | sudo tee /sys/devices/system/clocksource")) << line;
}

TEST(Advice, OnAClocksourceThatTheKernelFellBackTo) {
  TempDir dir;
  dir.write(clock_folder + "current_clocksource", "hpet")
      .write(clock_folder + "available_clocksource", "hpet acpi_pm")
      .write("proc/cpuinfo", "processor : 0\nflags : tsc\n")
      .write("proc/cmdline", "tsc=unstable");
  const std::string line = only_line(dir, {0, {}, false});
  EXPECT_TRUE(says(line, "started with tsc=unstable")) << line;
}

TEST(Advice, OnAClocksourceWithoutABetterOne) {
  TempDir dir;
  dir.write(clock_folder + "current_clocksource", "jiffies")
      .write(clock_folder + "available_clocksource", "jiffies");
  EXPECT_TRUE(says(only_line(dir, {0, {}, false}), "no better one is available"));
}

TEST(Advice, OnTheClocksourceOfAKernelThatIsAProgram) {
  TempDir dir;
  dir.write(clock_folder + "current_clocksource", "timer")
      .write(clock_folder + "available_clocksource", "timer")
      .write("proc/cpuinfo", "vendor_id : User Mode Linux\nflags : tsc\n");
  EXPECT_TRUE(says(only_line(dir, {0, {}, false}), "the kernel is a program here"));
}

TEST(Advice, IncludesPower) {
  TempDir dir;
  dir.write(cpu_folder + "cpu0/cpufreq/scaling_governor", "powersave");
  EXPECT_TRUE(says(only_line(dir, {0, {}, false}), "powersave"));
}

}  // namespace
}  // namespace vdsobench::host
