#include "image/bytes.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <span>
#include <string>

namespace vdsobench::image {
namespace {

constexpr auto most = std::numeric_limits<std::uint64_t>::max();

Bytes bytes_of(const std::string& text) { return Bytes(std::as_bytes(std::span(text))); }

TEST(Bytes, HoldWhatLiesInside) {
  const std::string text(8, 'x');
  const auto bytes = bytes_of(text);
  EXPECT_TRUE(bytes.holds(0, 8));
  EXPECT_TRUE(bytes.holds(8, 0));
  EXPECT_FALSE(bytes.holds(1, 8));
  EXPECT_FALSE(bytes.holds(9, 0));
}

TEST(Bytes, AreNotFooledBySumsThatOverflow) {
  const std::string text(8, 'x');
  const auto bytes = bytes_of(text);
  EXPECT_FALSE(bytes.holds(1, most));
  EXPECT_FALSE(bytes.holds(most, 1));
  EXPECT_FALSE(bytes.holds(most, most));
  EXPECT_THROW(bytes.from(most, "it"), Malformed);
}

TEST(Bytes, NameWhatLiesOutside) {
  const std::string text(8, 'x');
  try {
    bytes_of(text).read<std::uint64_t>(1, "the number");
    FAIL() << "read beyond the end";
  } catch (const Malformed& malformed) {
    EXPECT_STREQ(malformed.what(), "the number: 8 bytes at 0x1 lie outside the 0x8 there are");
  }
}

TEST(Bytes, ReadTextUpToItsEnd) {
  const std::string text("one\0two\0", 8);
  EXPECT_EQ(bytes_of(text).text(0, "it"), "one");
  EXPECT_EQ(bytes_of(text).text(5, "it"), "wo");
  EXPECT_EQ(bytes_of(text).text(7, "it"), "");
  EXPECT_THROW(bytes_of(text).text(8, "it"), Malformed);
}

TEST(Bytes, RefuseTextWithoutAnEndWithinReason) {
  const auto longest = std::string(511, 'x') + '\0';
  EXPECT_EQ(bytes_of(longest).text(0, "it").size(), 511U);
  const auto too_long = 'x' + longest;
  EXPECT_THROW(bytes_of(too_long).text(0, "it"), Malformed);
}

}  // namespace
}  // namespace vdsobench::image
