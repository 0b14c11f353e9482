#include "programs/rights.hpp"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/in_child.hpp"
#include "temp_dir.hpp"

namespace vdsobench::programs {
namespace {

constexpr uid_t somebody = 65534;

// Of another user, who lends that user's rights; false where only root can make one.
bool make_lending(const std::string& file, mode_t mode) {
  return chown(file.c_str(), somebody, somebody) == 0 && chmod(file.c_str(), mode) == 0;
}

Notice start_of(const char* name) {
  Notice notice = {Notice::Kind::start, {}};
  notice.entry.process = static_cast<unsigned>(getpid());
  notice.name = reinterpret_cast<std::uint64_t>(name);
  return notice;
}

TEST(Rights, AreThoseThatAFileLends) {
  TempDir dir;
  const auto file = dir.write("program", "").root().at("program");
  EXPECT_EQ(rights_of_file(file), "");
  EXPECT_EQ(rights_of_file(dir.root().at("none")), "");
  if (!make_lending(file, 04755)) GTEST_SKIP() << "only root can make such a file";
  EXPECT_EQ(rights_of_file(file), "set-user-ID");
  ASSERT_TRUE(make_lending(file, 02755));
  EXPECT_EQ(rights_of_file(file), "set-group-ID");
  ASSERT_TRUE(make_lending(file, 02745));  // locks that must be kept, and no rights
  EXPECT_EQ(rights_of_file(file), "");
}

TEST(Rights, OfOnesOwnAreNoneThatAreLent) {
  TempDir dir;
  const auto file = dir.write("program", "").root().at("program");
  ASSERT_EQ(chmod(file.c_str(), 06755), 0);
  EXPECT_EQ(rights_of_file(file), "");
}

TEST(Rights, AreLostWhereNoProcessMayGainAny) {
  TempDir dir;
  const auto file = dir.write("program", "").root().at("program");
  if (!make_lending(file, 04755)) GTEST_SKIP() << "only root can make such a file";
  const auto name = file.c_str();
  if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0) {
    EXPECT_EQ(rights_lost({}, start_of(name)), "");
  }
  const auto lost = in_child([&] {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    return rights_lost({}, start_of(name));
  });
  EXPECT_EQ(lost, std::string(name) + " (set-user-ID)");
}

TEST(Rights, AreLostOfANameThatBeginsElsewhere) {
  TempDir dir;
  const auto file = dir.write("program", "").root().at("program");
  if (!make_lending(file, 04755)) GTEST_SKIP() << "only root can make such a file";
  const auto lost = in_child([&] {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    auto notice = start_of("program");
    notice.folder = open(dir.root().at("").c_str(), O_RDONLY | O_DIRECTORY);
    return rights_lost({}, notice);
  });
  EXPECT_EQ(lost, "program (set-user-ID)");
}

TEST(Rights, AreNoneOfWhatStartsNothing) {
  auto notice = start_of("/");
  notice.kind = Notice::Kind::end;
  EXPECT_EQ(rights_lost({}, notice), "");
  EXPECT_EQ(rights_lost({}, start_of(nullptr)), "");
}

}  // namespace
}  // namespace vdsobench::programs
