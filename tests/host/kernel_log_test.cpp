#include "host/kernel_log.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

TEST(KernelLog, IsEmptyWhereItCannotBeRead) { EXPECT_TRUE(kernel_log(TempDir().root()).empty()); }

TEST(KernelLog, IsPrintableAndBounded) {
  TempDir dir;
  dir.write("dev/kmsg",
            "6,1,2,-;Marking TSC unstable \033]0;x\007" + std::string(9000, 'x') + "\n");
  const auto log = kernel_log(dir.root());
  ASSERT_EQ(log.size(), 1U);
  EXPECT_EQ(log.front().find_first_of("\033\007"), std::string::npos);
  EXPECT_LT(log.front().size(), 400U);
}

// What stands there in a container need not be the kernel's.
TEST(KernelLog, EndsWhereItsFileDoesNot) {
  TempDir dir;
  dir.write("dev/null", "");
  std::filesystem::create_symlink("/dev/zero", dir.root().at("dev/kmsg"));
  EXPECT_LE(kernel_log(dir.root()).size(), 1U);
}

}  // namespace
}  // namespace vdsobench::host
