#include "entries/count.hpp"

#include <gtest/gtest.h>

namespace vdsobench::entries {
namespace {

TEST(Count, IsASumOfBothKindsOfEntriesACall) {
  const Count count = {.calls = 400, .syscalls = 100, .emulations = 300};
  EXPECT_EQ(count.syscalls_a_call(), 0.25);
  EXPECT_EQ(count.emulations_a_call(), 0.75);
  EXPECT_EQ(count.entries_a_call(), 1);
}

}  // namespace
}  // namespace vdsobench::entries
