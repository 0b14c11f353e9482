#include "bench/json_text.hpp"

#include <gtest/gtest.h>

namespace vdsobench::bench {
namespace {

TEST(JsonText, IsOneLineUnlessItIsToBeIndented) {
  const nlohmann::json object = {{"a", 1}};
  EXPECT_EQ(json_text(object), R"({"a":1})");
  EXPECT_EQ(json_text(object, 2), "{\n  \"a\": 1\n}");
}

TEST(JsonText, ReplacesWhatIsNoUtf8) { EXPECT_EQ(json_text("caf\xe9"), "\"caf\xef\xbf\xbd\""); }

}  // namespace
}  // namespace vdsobench::bench
