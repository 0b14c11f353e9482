#include "host/isolation.hpp"

#include <gtest/gtest.h>

#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

TEST(TimeNamespace, IsInitialByItsFixedNumber) {
  TempDir dir;
  dir.link("proc/self/ns/time", "time:[4026531834]")
      .write("proc/self/timens_offsets", "monotonic 86400 0\nboottime 0 0\n");
  EXPECT_EQ(time_namespace(dir.root()), "initial");
}

TEST(TimeNamespace, OfAnyOtherNumberIsOffset) {
  TempDir dir;
  dir.link("proc/self/ns/time", "time:[4026532247]")
      .write("proc/self/timens_offsets", "monotonic 0 0\nboottime 0 0\n");
  EXPECT_EQ(time_namespace(dir.root()), "offset");
}

TEST(TimeNamespace, IsKnownByItsOffsetsWithoutTheLink) {
  TempDir dir;
  dir.write("proc/self/timens_offsets", "monotonic           0         0\nboottime  0  0\n");
  EXPECT_EQ(time_namespace(dir.root()), "initial");
  dir.write("proc/self/timens_offsets", "monotonic           0         0\nboottime  -5 0\n");
  EXPECT_EQ(time_namespace(dir.root()), "offset");
}

TEST(TimeNamespace, IsInitialOnAKernelWithoutAny) {
  EXPECT_EQ(time_namespace(TempDir().root()), "initial");
}

TEST(SeccompMode, HasAWordForEachNumber) {
  TempDir dir;
  for (const auto& [number, word] :
       {std::pair("0", "disabled"), std::pair("1", "strict"), std::pair("2", "filter")}) {
    dir.write("proc/self/status", std::string("Seccomp_filters:\t7\nSeccomp:\t") + number + "\n");
    EXPECT_EQ(seccomp_mode(dir.root()), word);
  }
}

TEST(SeccompMode, IsDisabledWithoutItsLineAndAbsentWithoutProc) {
  TempDir dir;
  EXPECT_EQ(seccomp_mode(dir.root()), std::nullopt);
  dir.write("proc/self/status", "Name:\tx\nSeccomp_filters:\t2\n");
  EXPECT_EQ(seccomp_mode(dir.root()), "disabled");
}

}  // namespace
}  // namespace vdsobench::host
