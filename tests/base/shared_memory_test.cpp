#include "base/shared_memory.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdint>

namespace vdsobench {
namespace {

TEST(SharedMemory, TellsTheParentWhatAChildHasWritten) {
  const SharedMemory<int> memory;
  ASSERT_TRUE(memory);
  EXPECT_EQ(*memory, 0);
  const pid_t child = fork();
  if (child == 0) {
    *memory = 7;
    _exit(0);
  }
  waitpid(child, nullptr, 0);
  EXPECT_EQ(*memory, 7);
}

TEST(SharedMemory, IsNoneWhereItCannotBeHad) {
  const SharedMemory<std::array<char, std::size_t{1} << 60U>> memory;
  EXPECT_FALSE(memory);
}

}  // namespace
}  // namespace vdsobench
