#include "base/libc_symbol.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

namespace {

using namespace vdsobench;

TEST(LibcSymbol, LeadsToTheFunctionItself) {
  const auto parent = reinterpret_cast<pid_t (*)()>(libc_symbol("getppid"));
  ASSERT_NE(parent, nullptr);
  EXPECT_EQ(parent(), getppid());
}

TEST(LibcSymbol, IsNullForWhatThereIsNot) { EXPECT_EQ(libc_symbol("no_such_function"), nullptr); }

TEST(LibcSymbol, IsOfTheSystemsCLibraryInAnOrdinaryProgram) {
  measure_libc_inside();  // there is none
  EXPECT_EQ(libc_inside(), "");
  EXPECT_TRUE(systems_libc());
}

}  // namespace
