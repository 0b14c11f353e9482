#include "bench/output/beside.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <system_error>

#include "temp_dir.hpp"

namespace vdsobench::bench {
namespace {

mode_t mode_of(const std::filesystem::path& file) {
  struct stat status = {};
  stat(file.c_str(), &status);
  return status.st_mode & 0777;
}

class BesideTest : public testing::Test {
 protected:
  std::vector<std::string> files() const { return dir_.root().list(""); }
  std::string content() const { return dir_.root().read("wanted").value_or("none"); }

  TempDir dir_;
  const std::filesystem::path wanted_ = dir_.root().at("wanted");
};

TEST_F(BesideTest, TakesTheWantedFilesPlaceOnlyWhenItIsTold) {
  dir_.write("wanted", "old");
  {
    Beside beside(wanted_);
    beside.fill("new ");
    beside.fill("text");
    EXPECT_EQ(content(), "old");
    beside.put_in_place();
    EXPECT_EQ(content(), "new text");
  }
  EXPECT_EQ(content(), "new text");
  EXPECT_EQ(files(), std::vector<std::string>{"wanted"});
}

TEST_F(BesideTest, LeavesNothingWhereItIsGivenUp) {
  Beside(wanted_).fill("half");
  EXPECT_TRUE(files().empty());
}

TEST_F(BesideTest, IsAsPublicAsTheFileThatItReplaces) {
  dir_.write("wanted", "old");
  chmod(wanted_.c_str(), 0640);
  Beside beside(wanted_);
  beside.put_in_place();
  EXPECT_EQ(mode_of(wanted_), 0640U);
}

TEST_F(BesideTest, IsAsPublicAsAnyNewFileOfItsUser) {
  const mode_t before = umask(027);
  Beside beside(wanted_);
  beside.put_in_place();
  EXPECT_EQ(umask(before), 027U);
  EXPECT_EQ(mode_of(wanted_), 0640U);
}

TEST_F(BesideTest, TakesANameAsLongAsNamesCanBe) {
  const auto longest = dir_.root().at(std::string(255, 'n'));
  Beside beside(longest);
  beside.fill("text");
  beside.put_in_place();
  EXPECT_TRUE(std::filesystem::exists(longest));
}

TEST_F(BesideTest, ThrowsWhereThereIsNoSuchFolder) {
  EXPECT_THROW(Beside(dir_.root().at("no/such/folder/file")), std::system_error);
}

TEST_F(BesideTest, ThrowsWhereAFolderStandsInItsPlace) {
  std::filesystem::create_directory(wanted_);
  Beside beside(wanted_);
  EXPECT_THROW(beside.put_in_place(), std::system_error);
}

}  // namespace
}  // namespace vdsobench::bench
