#include "host/cpu.hpp"

#include <gtest/gtest.h>

#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

constexpr std::string_view two_kinds_of_core =
    "processor\t: 0\nmodel name\t: Fast Core\nmicrocode\t: 0x1\nflags\t\t: fpu tsc rdtscp "
    "constant_tsc smap vmx\n\n"
    "processor\t: 12\nmodel name\t: Small Core\nmicrocode\t: 0x2\nflags\t\t: fpu tsc\n\n";

TEST(Cpu, IsDescribedByItsOwnBlock) {
  TempDir dir;
  dir.write("proc/cpuinfo", two_kinds_of_core);
  EXPECT_EQ(cpu(dir.root(), 0).model, "Fast Core");
  EXPECT_EQ(cpu(dir.root(), 0).microcode, "0x1");
  EXPECT_EQ(cpu(dir.root(), 12).model, "Small Core");
  EXPECT_EQ(cpu(dir.root(), 12).microcode, "0x2");
}

TEST(Cpu, KeepsOnlyTheFeaturesThatBearOnTheCalls) {
  TempDir dir;
  dir.write("proc/cpuinfo", two_kinds_of_core);
  EXPECT_EQ(cpu(dir.root(), 0).features, "tsc rdtscp constant_tsc smap");
  EXPECT_EQ(all_features(dir.root(), 12), (std::vector<std::string>{"fpu", "tsc"}));
}

TEST(Cpu, OfArmIsNamedByItsIdentification) {
  TempDir dir;
  dir.write("proc/cpuinfo",
            "processor\t: 0\nBogoMIPS\t: 243.75\nFeatures\t: fp asimd sb bti\n"
            "CPU implementer\t: 0x41\nCPU architecture: 8\nCPU variant\t: 0x3\n"
            "CPU part\t: 0xd0c\nCPU revision\t: 1\n");
  const Cpu arm = cpu(dir.root(), 0);
  EXPECT_EQ(arm.model, "implementer 0x41 part 0xd0c variant 0x3 revision 1");
  EXPECT_EQ(arm.features, "asimd sb bti");
  EXPECT_EQ(arm.microcode, std::nullopt);
}

TEST(Cpu, OfWhichNothingIsKnownHasNothing) {
  TempDir dir;
  dir.write("proc/cpuinfo", two_kinds_of_core);
  for (const Cpu& unknown : {cpu(dir.root(), 1), cpu(TempDir().root(), 0)}) {
    EXPECT_EQ(unknown.model, std::nullopt);
    EXPECT_EQ(unknown.microcode, std::nullopt);
    EXPECT_EQ(unknown.features, std::nullopt);
  }
}

TEST(Governor, IsTheCpusOwnOrNone) {
  TempDir dir;
  dir.write("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "schedutil\n");
  EXPECT_EQ(governor(dir.root(), 1), "schedutil");
  EXPECT_EQ(governor(dir.root(), 0), "none");
}

}  // namespace
}  // namespace vdsobench::host
