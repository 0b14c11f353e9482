#include "bench/output/saving.hpp"

#include <gmock/gmock.h>

#include <cstdlib>

#include "bench/exit_status.hpp"
#include "temp_dir.hpp"

// What saving_test.py shows of the whole program, at its edges.
namespace vdsobench::bench {
namespace {

using testing::HasSubstr;

class Save : public testing::Test {
 protected:
  // What is told where the result cannot be saved.
  std::string complaint(const std::string& out, Format format) {
    RunOptions options;
    options.out = out;
    options.format = format;
    try {
      save("{}\n", options);
      return "";
    } catch (const MeasurementError& error) {
      return error.what();
    }
  }

  TempDir dir_;
  const std::string impossible_ = dir_.root().at("no/such/folder/file").string();
};

TEST_F(Save, WritesTheFileThatIsWanted) {
  EXPECT_EQ(complaint(dir_.root().at("file").string(), Format::table), "");
  EXPECT_EQ(dir_.root().read("file"), "{}");
}

TEST_F(Save, DoesNothingWhereNoneIsWanted) { EXPECT_EQ(complaint("", Format::table), ""); }

TEST_F(Save, KeepsTheResultInATemporaryFileAndNamesIt) {
  setenv("TMPDIR", dir_.root().path.c_str(), 1);
  const auto told = complaint(impossible_, Format::table);
  unsetenv("TMPDIR");
  EXPECT_THAT(told, HasSubstr("; the result is in " + dir_.root().path.string()));
  const auto files = dir_.root().list("");
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(dir_.root().read(files[0]), "{}");
}

TEST_F(Save, DoesNotKeepTwiceWhatWasPrintedAsJson) {
  EXPECT_THAT(complaint(impossible_, Format::json), HasSubstr("stands on standard output"));
}

}  // namespace
}  // namespace vdsobench::bench
