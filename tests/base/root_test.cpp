#include "base/root.hpp"

#include <gtest/gtest.h>

#include "temp_dir.hpp"

namespace vdsobench {
namespace {

TEST(Root, ReadsAFileWithoutTheBlanksAround) {
  TempDir dir;
  dir.write("proc/a", "  one two \n\n");
  EXPECT_EQ(dir.root().read("proc/a"), "one two");
}

TEST(Root, TakesAnAbsoluteNameFromItself) {
  TempDir dir;
  dir.write("etc/hostname", "inside");
  EXPECT_EQ(dir.root().read("/etc/hostname"), "inside");
}

TEST(Root, DropsTheNulOfADeviceTreeString) {
  TempDir dir;
  dir.write("compatible", std::string_view("linux,kvm\0", 10));
  EXPECT_EQ(dir.root().read("compatible"), "linux,kvm");
}

TEST(Root, AnEmptyFileIsThereAndEmpty) {
  TempDir dir;
  dir.write("empty", "");
  EXPECT_EQ(dir.root().read("empty"), "");
}

TEST(Root, NeitherAMissingFileNorAFolderCanBeRead) {
  TempDir dir;
  dir.write("folder/file", "x");
  EXPECT_EQ(dir.root().read("missing"), std::nullopt);
  EXPECT_EQ(dir.root().read("folder"), std::nullopt);
}

TEST(Root, ReadsALinkThatLeadsNowhere) {
  TempDir dir;
  dir.link("ns/time", "time:[1]");
  EXPECT_EQ(dir.root().link("ns/time"), "time:[1]");
  EXPECT_EQ(dir.root().link("ns/missing"), std::nullopt);
}

TEST(Root, ListsAFolderInOrder) {
  TempDir dir;
  dir.write("f/b", "").write("f/a", "").write("f/c/d", "");
  EXPECT_EQ(dir.root().list("f"), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_TRUE(dir.root().list("missing").empty());
}

}  // namespace
}  // namespace vdsobench
