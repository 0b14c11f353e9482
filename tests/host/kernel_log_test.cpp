#include "host/kernel_log.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

TEST(KernelLog, IsEmptyWhereItCannotBeRead) { EXPECT_TRUE(kernel_log(TempDir().root()).empty()); }

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

TEST(KernelLog, IsPrintableAndBounded) {
  TempDir dir;
  dir.write("dev/kmsg",
            "6,1,2,-;Marking TSC unstable \033]0;x\007" + std::string(9000, 'x') + "\n");
  const auto log = kernel_log(dir.root());
  ASSERT_EQ(log.size(), 1U);
  EXPECT_EQ(log.front().find_first_of("\033\007"), std::string::npos);
  EXPECT_LT(log.front().size(), 400U);
}

TEST(KernelLog, HasEachMessageSinceAPlaceWithItsTime) {
  TempDir dir;
  dir.write("dev/kmsg", "6,1,2,-;before\n");
  const auto place = end_of_kernel_log(dir.root());
  dir.write("dev/kmsg", "6,1,2,-;before\n6,2,98765432101,-;after\n6;without a time\n");
  const auto messages = kernel_log_since(place);
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0].stamp, "[98765.432101]");
  EXPECT_EQ(messages[0].text, "after");
  EXPECT_EQ(messages[1].stamp, "[    0.000000]");
  EXPECT_TRUE(kernel_log_since(place).empty());
}

TEST(KernelLog, TellsWhichClocksourceTheKernelWentOverTo) {
  EXPECT_EQ(clocksource_switched_to("clocksource: Switched to clocksource hpet"), "hpet");
  EXPECT_EQ(clocksource_switched_to("clocksource: hpet: mask: 0xffffffff"), "");
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
