#include "base/text.hpp"

#include <gmock/gmock.h>

#include <string_view>

namespace vdsobench {
namespace {

using namespace std::string_view_literals;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Trimmed, TakesBlanksAndZerosOffBothEnds) {
  EXPECT_EQ(trimmed(" \t a b\r\n"), "a b");
  EXPECT_EQ(trimmed("linux,kvm\0"sv), "linux,kvm");
  EXPECT_EQ(trimmed(" \n\0"sv), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Split, LeavesOutEmptyParts) {
  EXPECT_THAT(split(",a,,b;c;", ",;"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(split("whole", ","), ElementsAre("whole"));
  EXPECT_THAT(split(",,", ","), IsEmpty());
}

TEST(Words, ArePartedByAnyBlank) {
  EXPECT_THAT(words("tsc\thpet  acpi_pm\n"), ElementsAre("tsc", "hpet", "acpi_pm"));
}

TEST(Contains, WantsTheWholeWord) {
  EXPECT_TRUE(contains({"tsc", "hpet"}, "hpet"));
  EXPECT_FALSE(contains({"tsc_reliable"}, "tsc"));
  EXPECT_FALSE(contains({}, ""));
}

TEST(Field, IsTheFirstLineOfThatName) {
  constexpr auto text = "model\t: 8\nmodel name\t: M: fast \nmodel\t: 9\nno colon\nempty :\n";
  EXPECT_EQ(field(text, "model"), "8");
  EXPECT_EQ(field(text, "model name"), "M: fast");
  EXPECT_EQ(field(text, "empty"), "");
  EXPECT_EQ(field(text, "no colon"), std::nullopt);
  EXPECT_EQ(field(text, "name"), std::nullopt);
}

TEST(LeadingNumber, IsTheOneThatATextBeginsWith) {
  EXPECT_EQ(leading_number<int>("12 us"), 12);
  EXPECT_EQ(leading_number<int>("-3"), -3);
  EXPECT_EQ(leading_number<unsigned>("7\n", 9), 7U);
}

TEST(LeadingNumber, IsAnotherWhereThereIsNone) {
  EXPECT_EQ(leading_number<int>(""), 0);
  EXPECT_EQ(leading_number<int>("x1", -1), -1);
  EXPECT_EQ(leading_number<unsigned>("-3", 5), 5U);
  EXPECT_EQ(leading_number<int>("99999999999", 4), 4);
}

}  // namespace
}  // namespace vdsobench
