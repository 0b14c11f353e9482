#include "host/kernel.hpp"

#include <gtest/gtest.h>
#include <sys/utsname.h>

#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

TEST(Kernel, IsTheOneThatUnameNames) {
  utsname name{};
  ASSERT_EQ(uname(&name), 0);
  const auto found = kernel(Root{});
  EXPECT_EQ(found.release, name.release);
  EXPECT_EQ(found.version, name.version);
  EXPECT_EQ(found.machine, name.machine);
}

TEST(Kernel, HasTheParametersThatMayBeShared) {
  TempDir dir;
  dir.write("proc/cmdline", "password=secret vsyscall=none clocksource=hpet\n");
  EXPECT_EQ(kernel(dir.root()).parameters, "vsyscall=none clocksource=hpet");
}

TEST(Kernel, TellsNoneFromUnknown) {
  TempDir dir;
  EXPECT_EQ(kernel(dir.root()).parameters, std::nullopt);
  dir.write("proc/cmdline", "quiet\n");
  EXPECT_EQ(kernel(dir.root()).parameters, "");
}

}  // namespace
}  // namespace vdsobench::host
