#include "base/result.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace vdsobench {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return Reason{"odd"};
  return number / 2;
}

Result<std::string> quarter(int number) {
  const auto first = half(number);
  if (!first) return first.reason();
  return std::to_string(half(first.value()).value());
}

Result<> must_be_even(int number) {
  if (const auto halved = half(number); !halved) return halved.reason();
  return Done{};
}

TEST(Result, HoldsAValueOrTheReasonWhyThereIsNone) {
  EXPECT_TRUE(half(4));
  EXPECT_EQ(half(4).value(), 2);
  EXPECT_FALSE(half(3));
  EXPECT_EQ(half(3).reason().text, "odd");
}

TEST(Result, HandsAReasonOnToAResultOfAnotherType) {
  EXPECT_EQ(quarter(8).value(), "2");
  EXPECT_EQ(quarter(3).reason().text, "odd");
}

TEST(Result, OfNothingTellsWhetherItIsDone) {
  EXPECT_TRUE(must_be_even(2));
  EXPECT_EQ(must_be_even(1).reason().text, "odd");
}

TEST(Result, OfABoolIsNotMistakenForIt) {
  EXPECT_TRUE(Result<bool>(false));
  EXPECT_FALSE(Result<bool>(false).value());
}

TEST(Result, GivesAwayWhatCannotBeCopied) {
  Result<std::unique_ptr<int>> owner(std::make_unique<int>(7));
  const auto taken = std::move(owner).value();
  EXPECT_EQ(*taken, 7);
}

TEST(Result, ThrowsWhereTheOtherIsAskedFor) {
  EXPECT_THROW((void)half(3).value(), std::bad_variant_access);
  EXPECT_THROW((void)half(4).reason(), std::bad_variant_access);
}

}  // namespace
}  // namespace vdsobench
