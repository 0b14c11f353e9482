#include "entries/misses.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace vdsobench::entries
