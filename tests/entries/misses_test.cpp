#include "entries/misses.hpp"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

namespace vdsobench::entries {
namespace {

TEST(RecursionMisses, AreReadFromTheDescriptorsInformation) {
  EXPECT_EQ(parse_recursion_misses("run_cnt:\t7\nrecursion_misses:\t12\nverified_insns:\t3\n"),
            12U);
  EXPECT_EQ(parse_recursion_misses("recursion_misses:\t0"), 0U);
}

TEST(RecursionMisses, AreNoneWhereTheKernelHasNoSuchLine) {
  EXPECT_EQ(parse_recursion_misses("pos:\t0\nprog_type:\t17\nrun_cnt:\t0\n"), 0U);
  EXPECT_EQ(parse_recursion_misses(""), 0U);
}

TEST(RecursionMisses, AreUnknownWhereTheDescriptorTellsNothing) {
  const auto unknown = recursion_misses(-1);
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.reason().text.find("/proc/self/fdinfo/-1"), std::string::npos);
  const int open = memfd_create("no program", MFD_CLOEXEC);
  const auto none = recursion_misses(open);
  close(open);
  ASSERT_TRUE(none) << none.reason().text;
  EXPECT_EQ(none.value(), 0U);
}

}  // namespace
}  // namespace vdsobench::entries
