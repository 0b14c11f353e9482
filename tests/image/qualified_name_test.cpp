#include "image/qualified_name.hpp"

#include <gtest/gtest.h>

namespace vdsobench::image {
namespace {

TEST(QualifiedName, IsWithoutArgumentsAndParameters) {
  EXPECT_EQ(qualified_name("_ZN9vdsobench5calls4loopINS0_5pathsEEEvm"), "vdsobench::calls::loop");
  EXPECT_EQ(qualified_name("_ZNK4java4lang6System4timeEv"), "java::lang::System::time");
  EXPECT_EQ(qualified_name("_Z3nowv"), "now");
  EXPECT_EQ(qualified_name("_ZNSt6chrono3_V212system_clock3nowEv"),
            "std::chrono::_V2::system_clock::now");
}

TEST(QualifiedName, OfRustIsWithoutItsHash) {
  EXPECT_EQ(qualified_name("_ZN3std4time7Instant3now17h0123456789abcdefE"),
            "std::time::Instant::now");
}

TEST(QualifiedName, IsASymbolThatIsNoSuchName) {
  for (const auto* symbol : {"clock_gettime", "", "_Z", "_ZN", "_ZN99999999999999999999999xE",
                             "_ZN9shortE", "_ZN0E", "_ZTV3Abc", "_RNvCs1234_7mycrate3foo"})
    EXPECT_EQ(qualified_name(symbol), symbol);
}

// Written out by its substitutions this would not end.
TEST(QualifiedName, IsBounded) {
  std::string symbol = "_ZN1a";
  for (int i = 0; i < 1000; ++i) symbol += "IS_S_";
  EXPECT_EQ(qualified_name(symbol), "a");
}

}  // namespace
}  // namespace vdsobench::image
