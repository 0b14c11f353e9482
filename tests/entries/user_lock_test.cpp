#include "entries/user_lock.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/in_child.hpp"

namespace vdsobench::entries {
namespace {

using namespace std::chrono_literals;

// Of this process alone, so that tests at the same time do not meet.
std::string purpose() { return fmt::format("test-{}", getpid()); }

TEST(UserLock, IsHeldByOneAtATime) {
  auto first = UserLock::take(purpose(), 0ms);
  ASSERT_TRUE(first) << first.reason().text;
  const auto second = UserLock::take(purpose(), 20ms);
  ASSERT_FALSE(second);
  EXPECT_NE(second.reason().text.find("another process holds"), std::string::npos)
      << second.reason().text;
}

TEST(UserLock, IsFreeAgainWithTheObjectAndWithTheProcess) {
  { const auto held = UserLock::take(purpose(), 0ms); }
  const auto name = purpose();
  in_child([&] {
    const auto held = UserLock::take(name, 0ms);
    _exit(held ? 0 : 1);  // without an end of its own
    return "";
  });
  EXPECT_TRUE(UserLock::take(name, 1s));
}

TEST(UserLock, IsAnotherForAnotherPurpose) {
  const auto first = UserLock::take(purpose(), 0ms);
  EXPECT_TRUE(UserLock::take(purpose() + "-other", 0ms));
}

}  // namespace
}  // namespace vdsobench::entries
