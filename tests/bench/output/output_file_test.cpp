#include "bench/output/output_file.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <thread>

#include "bench/exit_status.hpp"
#include "temp_dir.hpp"

namespace vdsobench::bench {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Before anything is measured: what is wrong usage. Empty where nothing is.
std::string refusal(const fs::path& path) {
  try {
    check_writable(path);
  } catch (const UsageError& error) {
    return error.what();
  }
  return {};
}

// Afterwards.
std::string failure(const fs::path& path, std::string_view text = "x") {
  const auto written = write_file(path, text);
  return written ? "" : written.reason().text;
}

/// What limits the size of this process's files while it lives.
class SmallFiles {
 public:
  explicit SmallFiles(rlim_t size) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small = {size, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallFiles() { setrlimit(RLIMIT_FSIZE, &before_); }
  SmallFiles(const SmallFiles&) = delete;
  SmallFiles& operator=(const SmallFiles&) = delete;

 private:
  rlimit before_ = {};
};

class OutputFile : public testing::Test {
 protected:
  std::ptrdiff_t files() const {
    return std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
  }
  TempDir temporary_;
  const fs::path folder_ = temporary_.root().path;
  const fs::path file_ = folder_ / "result.json";
};

TEST_F(OutputFile, HoldsWhatWasWrittenAndNothingElseIsLeft) {
  EXPECT_EQ(failure(file_, "text\n"), "");
  EXPECT_EQ(contents(file_), "text\n");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, ReplacesAnOlderOne) {
  EXPECT_EQ(failure(file_, "a longer one that was here before"), "");
  EXPECT_EQ(failure(file_, "new"), "");
  EXPECT_EQ(contents(file_), "new");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, IsAsPublicAsAnyOther) {
  const mode_t mask = umask(022);
  EXPECT_EQ(failure(file_, ""), "");
  umask(mask);
  EXPECT_EQ(fs::status(file_).permissions(), fs::perms{0644});
}

TEST_F(OutputFile, StaysAsPrivateAsItWas) {
  for (const auto mode : {fs::perms{0600}, fs::perms{0664}}) {
    EXPECT_EQ(failure(file_, ""), "");
    fs::permissions(file_, mode);
    EXPECT_EQ(failure(file_, "new"), "");
    EXPECT_EQ(contents(file_), "new");
    EXPECT_EQ(fs::status(file_).permissions(), mode);
  }
}

TEST_F(OutputFile, IsOnlyTriedByTheCheck) {
  check_writable(file_);
  EXPECT_EQ(files(), 0);
  EXPECT_EQ(failure(file_, "kept"), "");
  check_writable(file_);
  EXPECT_EQ(contents(file_), "kept");
}

TEST_F(OutputFile, CannotBeAFolder) {
  for (const auto& folder : {folder_, folder_ / ""}) {
    EXPECT_THAT(refusal(folder), HasSubstr("Is a directory"));
    EXPECT_THAT(failure(folder), HasSubstr("Is a directory"));
  }
  EXPECT_EQ(files(), 0);
}

TEST_F(OutputFile, NeedsItsFolder) {
  const auto told = refusal(folder_ / "no" / "such.json");
  EXPECT_THAT(told, HasSubstr("cannot write"));
  EXPECT_THAT(told, HasSubstr("No such file or directory"));
}

// A link stands between the test and the device, so that a mistake cannot cost the machine one.
TEST_F(OutputFile, DoesNotReplaceADevice) {
  fs::create_symlink("/dev/null", file_);
  check_writable(file_);
  EXPECT_EQ(failure(file_, "x"), "");
  EXPECT_TRUE(fs::is_character_file(file_));
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, TellsOfAFullDevice) {
  fs::create_symlink("/dev/full", file_);
  EXPECT_THAT(failure(file_), HasSubstr("No space left"));
}

TEST_F(OutputFile, IsWrittenWhereALinkLeads) {
  temporary_.write("target.json", "old");
  fs::create_symlink("target.json", file_);
  EXPECT_EQ(failure(file_, "through"), "");
  EXPECT_TRUE(fs::is_symlink(file_));
  EXPECT_EQ(contents(folder_ / "target.json"), "through");
  EXPECT_EQ(files(), 2);
}

TEST_F(OutputFile, AppearsWhereALinkLeadsToNothingYet) {
  fs::create_symlink("target.json", folder_ / "middle");
  fs::create_symlink(folder_ / "middle", file_);
  check_writable(file_);
  EXPECT_EQ(files(), 2);
  EXPECT_EQ(failure(file_, "through"), "");
  EXPECT_TRUE(fs::is_symlink(file_));
  EXPECT_EQ(contents(folder_ / "target.json"), "through");
  EXPECT_EQ(files(), 3);
}

TEST_F(OutputFile, CannotBeALinkThatLeadsToItself) {
  fs::create_symlink(file_.filename(), file_);
  for (const auto& told : {refusal(file_), failure(file_)})
    EXPECT_THAT(told, HasSubstr("Too many levels of symbolic links"));
  EXPECT_TRUE(fs::is_symlink(file_));
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, IsRefusedUnderANameThatCannotBe) {
  const auto told = refusal(folder_ / std::string(300, 'x'));
  EXPECT_THAT(told, HasSubstr("File name too long"));
}

TEST_F(OutputFile, MayHaveTheLongestNameThereIs) {
  const auto file = folder_ / std::string(255, 'x');
  EXPECT_EQ(refusal(file), "");
  EXPECT_EQ(failure(file, "text"), "");
  EXPECT_EQ(failure(file, "new"), "");
  EXPECT_EQ(contents(file), "new");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, StaysAsItWasWhereTheNewOneIsTooLong) {
  EXPECT_EQ(failure(file_, "old"), "");
  const SmallFiles limit(100);
  EXPECT_THAT(failure(file_, std::string(101, 'x')), HasSubstr("File too large"));
  EXPECT_EQ(contents(file_), "old");
  EXPECT_EQ(failure(file_, std::string(100, 'x')), "");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, GoesDownAPipe) {
  ASSERT_EQ(mkfifo(file_.c_str(), 0600), 0);
  const std::string text(1'000'000, 'x');
  std::string read;
  std::thread reader([&] { read = contents(file_); });
  EXPECT_EQ(refusal(file_), "");
  EXPECT_EQ(failure(file_, text), "");
  reader.join();
  EXPECT_EQ(read, text);
  EXPECT_TRUE(fs::is_fifo(file_));
}

TEST_F(OutputFile, DoesNotWaitForAReaderForEver) {
  ASSERT_EQ(mkfifo(file_.c_str(), 0600), 0);
  EXPECT_THAT(failure(file_), HasSubstr("no one reads this pipe"));
}

TEST_F(OutputFile, WaitsForAReaderWhoComesLater) {
  ASSERT_EQ(mkfifo(file_.c_str(), 0600), 0);
  std::string read;
  std::thread reader([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    read = contents(file_);
  });
  EXPECT_EQ(failure(file_), "");
  reader.join();
  EXPECT_EQ(read, "x");
}

// More than a pipe takes without a reader (65536 bytes, pipe(7)).
TEST_F(OutputFile, TellsOfAReaderThatWentAway) {
  ASSERT_EQ(mkfifo(file_.c_str(), 0600), 0);
  std::thread reader([&] { close(open(file_.c_str(), O_RDONLY)); });
  EXPECT_THAT(failure(file_, std::string(1'000'000, 'x')), HasSubstr("Broken pipe"));
  reader.join();
}

TEST_F(OutputFile, MayBeTemporary) {
  setenv("TMPDIR", folder_.c_str(), 1);
  const auto written = write_temporary("text");
  const SmallFiles limit(3);
  const auto refused = write_temporary("text");
  unsetenv("TMPDIR");
  ASSERT_TRUE(written) << written.reason().text;
  EXPECT_EQ(contents(written.value()), "text");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.reason().text, HasSubstr("File too large"));
  EXPECT_EQ(files(), 1);
}

}  // namespace
}  // namespace vdsobench::bench
