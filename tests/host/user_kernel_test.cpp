#include "host/user_kernel.hpp"

#include <gtest/gtest.h>

#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

TEST(UserKernel, IsKnownByItsFiles) {
  TempDir uml;
  uml.write("proc/cpuinfo", "processor\t: 0\nvendor_id\t: User Mode Linux\nmodel name\t: UML\n");
  EXPECT_EQ(user_kernel(uml.root()), UserKernel::uml);
  TempDir gvisor;
  gvisor.write("proc/cmdline", "BOOT_IMAGE=/vmlinuz-4.4.0-gvisor quiet\n");
  EXPECT_EQ(user_kernel(gvisor.root()), UserKernel::gvisor);
}

TEST(UserKernel, IsNoneElsewhere) {
  EXPECT_EQ(user_kernel(TempDir().root()), UserKernel::none);
  TempDir machine;
  machine.write("proc/cpuinfo", "processor\t: 0\nvendor_id\t: AuthenticAMD\n")
      .write("proc/cmdline", "BOOT_IMAGE=/vmlinuz-6.1.0-50-amd64 runtime=io-gvisor\n");
  EXPECT_EQ(user_kernel(machine.root()), UserKernel::none);
}

TEST(UserKernel, HasTheNameThatResultsHave) {
  EXPECT_EQ(to_string(UserKernel::uml), "uml");
  EXPECT_EQ(to_string(UserKernel::gvisor), "gvisor");
  EXPECT_EQ(to_string(UserKernel::none), "");
}

}  // namespace
}  // namespace vdsobench::host
