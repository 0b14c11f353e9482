#include "bench/processes/likeness.hpp"

#include <gmock/gmock.h>

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Likeness, TellsAHiddenVdso) {
  auto facts = calls::own_process_facts();
  if (!facts.vdso) GTEST_SKIP() << facts.vdso.reason().text;
  const auto as_it_is = likeness(facts);
  EXPECT_THAT(as_it_is, Not(HasSubstr("no vDSO")));
  EXPECT_NE(likeness({facts.mappings, Reason{"hidden"}}), as_it_is);
}

TEST(IsOwnFile, IsTrueUnlessALoaderWasAskedToRunThis) { EXPECT_TRUE(is_own_file()); }

}  // namespace
}  // namespace vdsobench::bench
