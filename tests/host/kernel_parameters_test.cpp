#include "host/kernel_parameters.hpp"

#include <gtest/gtest.h>

#include "host/kernel.hpp"
#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

using Parameters = std::vector<std::string>;

TEST(KernelParameters, KeepsThoseThatBearOnTheCallsInOrder) {
  EXPECT_EQ(
      shareable_parameters("quiet vsyscall=xonly ro tsc=unstable nopti isolcpus=domain,1-3\n"),
      (Parameters{"vsyscall=xonly", "tsc=unstable", "nopti", "isolcpus=domain,1-3"}));
}

class Secret : public testing::TestWithParam<const char*> {};

TEST_P(Secret, NeverComesThrough) {
  const std::string line = std::string("vdso=1 ") + GetParam() + " idle=poll";
  EXPECT_EQ(shareable_parameters(line), (Parameters{"vdso=1", "idle=poll"}));
}

INSTANTIATE_TEST_SUITE_P(
    CommandLine, Secret,
    testing::Values("password=hunter2", "ip=10.0.0.1::10.0.0.254:255.255.255.0:host:eth0:off",
                    "root=UUID=1234 rd.luks.key=/key", "secret=\"with some blanks idle=halt\"",
                    "\"secret=all of it vdso=0 quoted\"", "tsc=\"hunter2 hunter3\"",
                    "\"tsc=hunter2\"", "tsc_foo=secret", "tsc.foo=secret", "vdso32x=secret",
                    "xtsc=secret", "ts=secret", "tsc=user@host", "tsc=token=hunter2", "TSC=secret",
                    "mitigations=$(secret)", "=secret", "systemd.set_credential=a:b"));

TEST(KernelParameters, AnUnclosedQuoteSwallowsTheRest) {
  EXPECT_EQ(shareable_parameters("vdso=1 x=\"open idle=poll tsc=unstable"), Parameters{"vdso=1"});
}

TEST(KernelParameters, WhatFollowsTwoDashesIsInits) {
  EXPECT_EQ(shareable_parameters("vdso=1 -- tsc=secret"), Parameters{"vdso=1"});
  // Installers part with three, which means nothing to the kernel.
  EXPECT_EQ(shareable_parameters("quiet --- vdso=1"), Parameters{"vdso=1"});
}

TEST(KernelParameters, DashesInNamesAreUnderscores) {
  EXPECT_EQ(shareable_parameters("no-kvmclock nohz-full=1 randomize-kstack-offset=off"),
            (Parameters{"no-kvmclock", "nohz-full=1", "randomize-kstack-offset=off"}));
}

TEST(KernelParameters, AnyBlanksPartThemAndEmptyLinesHoldNone) {
  EXPECT_EQ(shareable_parameters("\t vdso=1\n\n  nopti "), (Parameters{"vdso=1", "nopti"}));
  EXPECT_TRUE(shareable_parameters("").empty());
  EXPECT_TRUE(shareable_parameters(" \n").empty());
}

TEST(KernelParameters, AnEmptyValueIsAValue) {
  EXPECT_EQ(shareable_parameters("tsc= vdso"), (Parameters{"tsc=", "vdso"}));
}

TEST(Kernel, JoinsTheParametersOfItsCommandLine) {
  TempDir dir;
  dir.write("proc/cmdline", "BOOT_IMAGE=/vmlinuz vsyscall=none quiet mitigations=off\n");
  EXPECT_EQ(kernel(dir.root()).parameters, "vsyscall=none mitigations=off");
}

TEST(Kernel, HasNoParametersWithoutACommandLine) {
  EXPECT_EQ(kernel(TempDir().root()).parameters, std::nullopt);
}

}  // namespace
}  // namespace vdsobench::host
