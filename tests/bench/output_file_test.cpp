#include "bench/output_file.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "bench/failure.hpp"
#include "host/temp_dir.hpp"

namespace vdsobench::bench {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

template <class Action>
std::string complaint(Action action) {
  try {
    action();
  } catch (const UsageError& error) {
    return error.what();
  }
  return {};
}

class OutputFile : public testing::Test {
 protected:
  std::ptrdiff_t files() const {
    return std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
  }
  host::TempDir temporary_;
  const fs::path folder_ = temporary_.root().path;
  const fs::path file_ = folder_ / "result.json";
};

TEST_F(OutputFile, HoldsWhatWasWrittenAndNothingElseIsLeft) {
  write_file(file_, "text\n");
  EXPECT_EQ(contents(file_), "text\n");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, ReplacesAnOlderOne) {
  write_file(file_, "a longer one that was here before");
  write_file(file_, "new");
  EXPECT_EQ(contents(file_), "new");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, IsAsPublicAsAnyOther) {
  const mode_t mask = umask(022);
  write_file(file_, "");
  umask(mask);
  EXPECT_EQ(fs::status(file_).permissions(), fs::perms{0644});
}

TEST_F(OutputFile, StaysAsPrivateAsItWas) {
  for (const auto mode : {fs::perms{0600}, fs::perms{0664}}) {
    write_file(file_, "");
    fs::permissions(file_, mode);
    write_file(file_, "new");
    EXPECT_EQ(contents(file_), "new");
    EXPECT_EQ(fs::status(file_).permissions(), mode);
  }
}

TEST_F(OutputFile, IsOnlyTriedByTheCheck) {
  check_writable(file_);
  EXPECT_EQ(files(), 0);
  write_file(file_, "kept");
  check_writable(file_);
  EXPECT_EQ(contents(file_), "kept");
}

TEST_F(OutputFile, CannotBeAFolder) {
  for (const auto& folder : {folder_, folder_ / ""}) {
    EXPECT_THAT(complaint([&] { check_writable(folder); }), HasSubstr("Is a directory"));
    EXPECT_THAT(complaint([&] { write_file(folder, "x"); }), HasSubstr("Is a directory"));
  }
  EXPECT_EQ(files(), 0);
}

TEST_F(OutputFile, NeedsItsFolder) {
  const auto told = complaint([&] { check_writable(folder_ / "no" / "such.json"); });
  EXPECT_THAT(told, HasSubstr("cannot write"));
  EXPECT_THAT(told, HasSubstr("No such file or directory"));
}

// A link stands between the test and the device, so that a mistake cannot cost the machine one.
TEST_F(OutputFile, DoesNotReplaceADevice) {
  fs::create_symlink("/dev/null", file_);
  check_writable(file_);
  write_file(file_, "x");
  EXPECT_TRUE(fs::is_character_file(file_));
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, TellsOfAFullDevice) {
  fs::create_symlink("/dev/full", file_);
  EXPECT_THAT(complaint([&] { write_file(file_, "x"); }), HasSubstr("No space left"));
}

TEST_F(OutputFile, IsWrittenWhereALinkLeads) {
  temporary_.write("target.json", "old");
  fs::create_symlink("target.json", file_);
  write_file(file_, "through");
  EXPECT_TRUE(fs::is_symlink(file_));
  EXPECT_EQ(contents(folder_ / "target.json"), "through");
  EXPECT_EQ(files(), 2);
}

TEST_F(OutputFile, AppearsWhereALinkLeadsToNothingYet) {
  fs::create_symlink("target.json", folder_ / "middle");
  fs::create_symlink(folder_ / "middle", file_);
  check_writable(file_);
  EXPECT_EQ(files(), 2);
  write_file(file_, "through");
  EXPECT_TRUE(fs::is_symlink(file_));
  EXPECT_EQ(contents(folder_ / "target.json"), "through");
  EXPECT_EQ(files(), 3);
}

TEST_F(OutputFile, CannotBeALinkThatLeadsToItself) {
  fs::create_symlink(file_.filename(), file_);
  for (const auto& told :
       {complaint([&] { check_writable(file_); }), complaint([&] { write_file(file_, "x"); })})
    EXPECT_THAT(told, HasSubstr("Too many levels of symbolic links"));
  EXPECT_TRUE(fs::is_symlink(file_));
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, IsRefusedUnderANameThatCannotBe) {
  const auto told = complaint([&] { check_writable(folder_ / std::string(300, 'x')); });
  EXPECT_THAT(told, HasSubstr("File name too long"));
}

}  // namespace
}  // namespace vdsobench::bench
