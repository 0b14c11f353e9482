#include "bench/commands/exports.hpp"

#include <gmock/gmock.h>

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;

TEST(WithoutPrefix, IsTheNameThatTheLibraryHas) {
  EXPECT_EQ(without_prefix("__vdso_time"), "time");
  EXPECT_EQ(without_prefix("time"), "time");
}

// Whatever kernel this is: one that exports what the table has no row for shall say so.
TEST(Exports, OfThisVdsoHaveRowsOrAReason) {
  const auto facts = calls::own_process_facts();
  if (!facts.vdso) GTEST_SKIP() << "no vDSO here: " << facts.vdso.reason().text;
  const auto exports = exports_of(facts);
  EXPECT_FALSE(exports.empty());
  for (const auto& each : exports) {
    EXPECT_NE(each.functions.empty(), each.why_not.empty()) << each.symbol;
    EXPECT_EQ(each.symbol.find("__vdso"), std::string::npos);
  }
}

TEST(Exports, WithoutAVdsoAreNone) {
  EXPECT_TRUE(exports_of({{}, Reason{"none"}, calls::TickAccess::allowed}).empty());
}

TEST(UnmeasuredText, SaysWhatHasNoRowAndWhy) {
  constexpr Display display = {40, false};
  EXPECT_EQ(unmeasured_text({{"time", {"time"}, ""}}, display), "");
  EXPECT_EQ(unmeasured_text({{"odd", {}, "too odd for this"}}, display),
            "the vDSO's odd is not measured: too odd\n    for this\n");
  EXPECT_THAT(unmeasured_text({{"od\033d", {}, "x"}}, display), HasSubstr("od d"));
}

}  // namespace
}  // namespace vdsobench::bench
