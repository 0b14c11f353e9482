#include "programs/process_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "temp_dir.hpp"

namespace vdsobench::programs {
namespace {

// Process 7's root is `container`.
TempDir& with_root(TempDir& folder) {
  folder.write("container/lib/libc.so.6", "inside");
  return folder.link("proc/7/root", folder.root().at("container").string());
}

TEST(ProcessFile, IsFoundBelowTheProcessesOwnRoot) {
  TempDir folder;
  EXPECT_TRUE(open_file_of(with_root(folder).root(), 7, "/lib/libc.so.6"));
  EXPECT_FALSE(open_file_of(folder.root(), 7, "/lib/none"));
  EXPECT_FALSE(open_file_of(folder.root(), 8, "/lib/libc.so.6"));
}

// It would lead out of the container.
TEST(ProcessFile, IsNotReachedByALink) {
  TempDir folder;
  with_root(folder).link("container/etc", "/etc").write("outside", "x");
  folder.link("container/lib/up", "../../outside");
  EXPECT_FALSE(open_file_of(folder.root(), 7, "/etc/passwd"));
  EXPECT_FALSE(open_file_of(folder.root(), 7, "/lib/up"));
}

// Opening one for reading waits for who writes.
TEST(ProcessFile, IsNoFifo) {
  TempDir folder;
  with_root(folder);
  ASSERT_EQ(mkfifo(folder.root().at("container/lib/fifo").c_str(), 0600), 0);
  EXPECT_FALSE(open_file_of(folder.root(), 7, "/lib/fifo"));
  EXPECT_FALSE(open_file_of(folder.root(), 7, "/lib"));
}

TEST(ProcessFile, TheProgramIsOpenedByItsLink) {
  EXPECT_TRUE(open_program_of({}, getpid()));
  EXPECT_FALSE(open_program_of({}, -1));
}

TEST(ProcessFile, IsReadAsFarAsWanted) {
  TempDir folder;
  folder.write("file", std::string(100'000, 'x') + "\x1b");
  EXPECT_EQ(read_start(folder.root(), "file", 10), std::string(10, 'x'));
  EXPECT_EQ(read_start(folder.root(), "file", 1'000'000).size(), 100'001);
  EXPECT_EQ(read_start(folder.root(), "none", 10), "");
}

}  // namespace
}  // namespace vdsobench::programs
