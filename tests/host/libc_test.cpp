#include "host/libc.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace vdsobench::host {
namespace {

TEST(Libc, HasANameAndAVersion) {
  EXPECT_TRUE(libc().starts_with("glibc ") || libc() == "musl") << libc();
}

#ifdef __GLIBC__
TEST(Libc, IsTheOneThatThisWasCompiledFor) {
  const auto version = libc().substr(sizeof "glibc " - 1);
  char* end = nullptr;
  EXPECT_EQ(std::strtol(version.c_str(), &end, 10), __GLIBC__);
  EXPECT_GE(std::strtol(end + 1, nullptr, 10), __GLIBC_MINOR__);  // a newer one serves as well
}
#endif

}  // namespace
}  // namespace vdsobench::host
