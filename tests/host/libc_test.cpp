#include "host/libc.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

TEST(Libc, HasANameAndAVersion) {
  EXPECT_TRUE(libc().starts_with("glibc ") || libc() == "musl") << libc();
}

TEST(Libc, OfTheSystemIsKnownByItsLoader) {
  TempDir folder;
  EXPECT_EQ(systems_libc(folder.root()), "");
  folder.write("lib/ld-musl-x86_64.so.1", "");
  EXPECT_EQ(systems_libc(folder.root()), "musl");
  folder.write("lib64/ld-linux-x86-64.so.2", "");
  EXPECT_EQ(systems_libc(folder.root()), "glibc and musl");
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
