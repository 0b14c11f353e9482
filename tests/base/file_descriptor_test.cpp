#include "base/file_descriptor.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <array>
#include <string>

#include "base/process.hpp"

namespace vdsobench {
namespace {

bool is_open(int number) { return fcntl(number, F_GETFD) != -1; }

TEST(FileDescriptor, IsClosedWithTheObjectThatHasItLast) {
  FileDescriptor first(open("/dev/null", O_RDONLY | O_CLOEXEC));
  ASSERT_TRUE(first);
  const int number = first.number();
  {
    const FileDescriptor second(std::move(first));
    EXPECT_EQ(second.number(), number);
    EXPECT_TRUE(is_open(number));
  }
  EXPECT_FALSE(is_open(number));
}

TEST(FileDescriptor, IsNoneWhereNothingCouldBeOpened) {
  EXPECT_FALSE(FileDescriptor(open("/no/such/file", O_RDONLY)));
}

// A pipe holds 64 KiB: write(2) of more takes several turns, for some part comes at a time.
TEST(WriteAll, WritesMoreThanAPipeHolds) {
  const std::string text(1'000'000, 'x');
  std::array<int, 2> ends;
  ASSERT_EQ(pipe(ends.data()), 0);
  const auto child = fork_child();
  if (child.process == 0) {
    close(ends[0]);
    fcntl(ends[1], F_SETFL, 0);
    _exit(write_all(ends[1], text) ? 0 : 1);
  }
  close(ends[1]);
  std::string got;
  std::array<char, 4096> part;
  for (ssize_t size = 0; (size = read(ends[0], part.data(), part.size())) > 0;)
    got.append(part.data(), static_cast<std::size_t>(size));
  close(ends[0]);
  EXPECT_EQ(wait_for(child.process), 0);
  EXPECT_EQ(got, text);
}

TEST(WriteAll, SaysThatItFailed) {
  const FileDescriptor full(open("/dev/full", O_WRONLY | O_CLOEXEC));
  if (!full) GTEST_SKIP() << "no /dev/full";
  EXPECT_FALSE(write_all(full.number(), "text"));
  EXPECT_EQ(errno, ENOSPC);
}

}  // namespace
}  // namespace vdsobench
