#include "calls/interposer.hpp"

#include <gmock/gmock.h>

#include "calls/bound.hpp"

namespace vdsobench::calls {
namespace {

// Of this program, in no library's place.
void defined_here() {}

TEST(Interposer, IsTheFileOfAFunctionThatIsNeitherTheLibrarysNorTheVdsos) {
  EXPECT_THAT(interposer(&defined_here, image::all_own_mappings()),
              testing::HasSubstr("calls_test"));
}

// For every call of a path that there is here.
void expect_none(std::string_view path) {
  const auto facts = own_process_facts();
  const auto mappings = image::all_own_mappings();
  for (const auto& call : all_calls()) {
    const auto bound = bind(call, facts);
    if (!bound || call.path->name != path) continue;
    EXPECT_EQ(interposer(bound.value().target, mappings), "") << call.name();
  }
}

TEST(Interposer, IsNoneOfTheVdsosFunctions) { expect_none("vdso"); }

TEST(Interposer, IsNoneOfTheLibrarysFunctions) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "the address sanitizer takes the place of some";
#endif
  expect_none("libc");
}

TEST(Interposer, IsNoneWhereNoFileIs) {
  const auto mappings = image::all_own_mappings();
  EXPECT_EQ(interposer(nullptr, mappings), "");
  int on_the_stack = 0;
  EXPECT_EQ(interposer(reinterpret_cast<Target>(&on_the_stack), mappings), "");
}

}  // namespace
}  // namespace vdsobench::calls
