#include "base/version.hpp"

#include <gtest/gtest.h>

namespace vdsobench {
namespace {

TEST(VersionIn, IsTheFirstTwoNumbers) {
  EXPECT_EQ(version_in("4.19.0-27-amd64"), (Version{4, 19}));
  EXPECT_EQ(version_in("glibc 2.36"), (Version{2, 36}));
  EXPECT_EQ(version_in("7.3~rc7"), (Version{7, 3}));
  EXPECT_EQ(version_in("Linux 6.11"), (Version{6, 11}));
}

TEST(VersionIn, IsNoneWithoutTwoNumbers) {
  for (const auto* text : {"", "musl", "6", "6.", "6-1", "99999999999.1", "1.99999999999"})
    EXPECT_FALSE(version_in(text)) << text;
}

TEST(IsOlder, ComparesNumbers) {
  EXPECT_TRUE(is_older("5.2.21", "Linux 5.3"));
  EXPECT_TRUE(is_older("4.19.0", "Linux 5.3"));
  EXPECT_FALSE(is_older("5.3.0-rc1", "Linux 5.3"));
  EXPECT_FALSE(is_older("5.10.0", "Linux 5.3"));
  EXPECT_FALSE(is_older("6.1.0", "Linux 5.3"));
}

TEST(IsOlder, SaysNothingOfWhatIsNotKnown) {
  EXPECT_FALSE(is_older("", "Linux 5.3"));
  EXPECT_FALSE(is_older("4.19", ""));
}

}  // namespace
}  // namespace vdsobench
