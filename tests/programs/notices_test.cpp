#include "programs/notices.hpp"

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/in_child.hpp"

namespace vdsobench::programs {
namespace {

// followed_test.cpp has what is noticed. In a child, as there is no way back.
constexpr const char* not_given = "seccomp(2) gives no notice here";

TEST(Notices, AreOfNoOtherCalls) {
  const auto said = in_child([] {
    const auto notices = give_notice(Noticing::calls);
    if (!notices) return not_given;
    return syscall(SYS_getppid) > 0 && access("/", F_OK) == 0 ? "answered" : "not answered";
  });
  if (said == not_given) GTEST_SKIP() << said;
  EXPECT_EQ(said, "answered");
}

TEST(Notices, AreForOneListenerAlone) {
  const auto said = in_child([]() -> std::string {
    const auto first = give_notice(Noticing::calls);
    if (!first) return not_given;
    const auto second = give_notice(Noticing::calls);
    return second ? "given twice" : second.reason().text;
  });
  if (said == not_given) GTEST_SKIP() << said;
  EXPECT_TRUE(said.starts_with("another tool")) << said;
}

}  // namespace
}  // namespace vdsobench::programs
