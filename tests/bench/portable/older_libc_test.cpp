// Every function of bench/portable/older_libc.cpp, which stands here in the place of the C
// library's too, beside that.

#include <dlfcn.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <set>
#include <string>

namespace {

template <typename Function>
Function* of_libc(const char* name, Function* own) {
  auto* found = reinterpret_cast<Function*>(dlsym(RTLD_DEFAULT, name));
  EXPECT_NE(found, own) << "the C library's own";
  return found;
}

void expect_same_file(const struct stat& one, const struct stat& other) {
  EXPECT_EQ(one.st_ino, other.st_ino);
  EXPECT_EQ(one.st_dev, other.st_dev);
  EXPECT_EQ(one.st_mode, other.st_mode);
  EXPECT_EQ(one.st_size, other.st_size);
}

TEST(OlderLibc, FindsFilesAsTheCLibraryDoes) {
  const auto* link = "/proc/self/exe";
  struct stat own = {};
  struct stat expected = {};
  ASSERT_EQ(stat(link, &own), 0);
  ASSERT_EQ(fstatat(AT_FDCWD, link, &expected, 0), 0);
  EXPECT_TRUE(S_ISREG(own.st_mode));
  expect_same_file(own, expected);
  ASSERT_EQ(lstat(link, &own), 0);
  ASSERT_EQ(fstatat(AT_FDCWD, link, &expected, AT_SYMLINK_NOFOLLOW), 0);
  EXPECT_TRUE(S_ISLNK(own.st_mode));
  expect_same_file(own, expected);
  if (auto* others = of_libc("stat", &stat); others != nullptr) {
    ASSERT_EQ(others("/", &expected), 0);
    ASSERT_EQ(stat("/", &own), 0);
    expect_same_file(own, expected);
  }
  errno = 0;
  EXPECT_EQ(stat("/no/such/file", &own), -1);
  EXPECT_EQ(errno, ENOENT);
}

TEST(OlderLibc, NamesSignalsAsTheCLibraryDoes) {
  auto* others = of_libc("sigabbrev_np", &sigabbrev_np);
  if (others == nullptr) GTEST_SKIP() << "older than glibc 2.32";
  for (int signal = 1; signal < 32; ++signal)
    EXPECT_STREQ(sigabbrev_np(signal), others(signal)) << signal;
  for (const int none : {-1, 0, 32, 1000})
    EXPECT_STREQ(sigabbrev_np(none), " of an unknown number");
}

TEST(OlderLibc, NamesErrorsAsTheCLibraryDoesOrNotAtAll) {
  auto* others = of_libc("strerrorname_np", &strerrorname_np);
  if (others == nullptr) GTEST_SKIP() << "older than glibc 2.32";
  int named = 0;
  for (int error = 0; error < 140; ++error) {
    const std::string name = strerrorname_np(error);
    if (name == "an error") continue;
    EXPECT_EQ(name, others(error));
    ++named;
  }
  EXPECT_EQ(named, 6);
}

TEST(OlderLibc, SetsTimers) {
  sigevent event = {};
  event.sigev_notify = SIGEV_NONE;
  timer_t first = nullptr;
  timer_t second = nullptr;
  ASSERT_EQ(timer_create(CLOCK_MONOTONIC, &event, &first), 0);
  ASSERT_EQ(timer_create(CLOCK_MONOTONIC, &event, &second), 0);
  EXPECT_NE(first, second);
  const itimerspec hour = {{0, 0}, {3600, 0}};
  itimerspec left = {};
  ASSERT_EQ(timer_settime(second, 0, &hour, nullptr), 0);
  ASSERT_EQ(timer_settime(second, 0, &hour, &left), 0);
  EXPECT_GT(left.it_value.tv_sec, 3500);
  EXPECT_EQ(timer_delete(first), 0);
  EXPECT_EQ(timer_delete(second), 0);
  errno = 0;
  EXPECT_EQ(timer_delete(second), -1);
  EXPECT_EQ(errno, EINVAL);
  EXPECT_EQ(timer_create(1000, &event, &first), -1);
}

TEST(OlderLibc, KnowsTheThread) { EXPECT_EQ(gettid(), getpid()); }

TEST(OlderLibc, DrawsNumbers) {
  std::set<unsigned> drawn;
  for (int i = 0; i < 100; ++i) drawn.insert(arc4random());
  EXPECT_GT(drawn.size(), 95U);
}

}  // namespace
