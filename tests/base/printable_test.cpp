#include "base/printable.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "temp_dir.hpp"

namespace vdsobench {
namespace {

TEST(Printable, LeavesTextAsItIs) {
  const std::string text = "±0.3 % of “gettimeofday”\n\tü 日本 \xf0\x9f\x95\x90";
  EXPECT_EQ(printable(text), text);
}

TEST(Printable, HasNothingThatATerminalObeys) {
  EXPECT_EQ(printable("a\033[2Jb\r\007\b\x7f"), "a [2Jb    ");
  EXPECT_EQ(printable("a\xc2\x9b"
                      "2J"),
            "a 2J");  // CSI as one character
  EXPECT_EQ(printable("a\xe2\x80\xae\xef\xbb\xbf"
                      "b"),
            "a  b");  // turns the direction; BOM
  EXPECT_EQ(printable(std::string_view("a\0b", 3)), "a b");
}

class NoUtf8 : public testing::TestWithParam<const char*> {};

TEST_P(NoUtf8, BecomesBlanks) {
  const std::string shown = printable(GetParam());
  EXPECT_EQ(shown.find_first_not_of(' '), std::string::npos);
  EXPECT_NO_THROW(static_cast<void>(nlohmann::json(shown).dump()));
}

INSTANTIATE_TEST_SUITE_P(Bytes, NoUtf8,
                         testing::Values("\xff", "\x80\x80", "\xc0\x80", "\xc3", "\xe2\x82",
                                         "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                         "\xf8\x88\x80\x80\x80", "\xf0\x9f\x95"));

TEST(Printable, IsJsonWhateverTheBytesAre) {
  std::string bytes;
  for (int first = 0; first < 256; ++first)
    for (int second = 0; second < 256; ++second)
      bytes += {static_cast<char>(first), static_cast<char>(second)};
  EXPECT_NO_THROW(static_cast<void>(nlohmann::json(printable(bytes)).dump()));
}

TEST(Printable, ALineIsOneAndHasAnEnd) {
  EXPECT_EQ(printable_line("a\nb\tc"), "a b c");
  EXPECT_EQ(printable_line(std::string(1000, 'x'), 10), std::string(10, 'x') + "...");
  EXPECT_EQ(printable_line("xü", 2), "x ...");  // cut within a character
}

TEST(Printable, IsWhatAFileSays) {
  TempDir dir;
  dir.write("proc/cpuinfo", "model name\t: Evil\033[2J CPU\xff\n");
  EXPECT_EQ(dir.root().read("proc/cpuinfo"), "model name\t: Evil [2J CPU ");
}

}  // namespace
}  // namespace vdsobench
