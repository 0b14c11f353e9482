#include "bench/measure/figure_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

namespace vdsobench::bench {
namespace {

TEST(FigureText, HasAtMostFourDigitsAndWholeNumbersWhole) {
  EXPECT_EQ(figure_text(0.0116), "0.012");
  EXPECT_EQ(figure_text(0.862), "0.862");
  EXPECT_EQ(figure_text(1.8149), "1.81");
  EXPECT_EQ(figure_text(25.62), "25.6");
  EXPECT_EQ(figure_text(124.74), "124.7");
  EXPECT_EQ(figure_text(1119.29), "1119");
  EXPECT_EQ(figure_text(8287.4), "8287");
  EXPECT_EQ(figure_text(12345.4), "12345");
  EXPECT_EQ(figure_text(1e8), "100000000");
}

TEST(FigureText, KeepsItsDigitsWhereItRoundsUp) {
  EXPECT_EQ(figure_text(0.99961), "1.00");
  EXPECT_EQ(figure_text(9.9961), "10.0");
  EXPECT_EQ(figure_text(999.961), "1000");
}

TEST(FigureText, OfNothingHasNoSign) {
  EXPECT_EQ(figure_text(0), "0.000");
  EXPECT_EQ(figure_text(-0.0004), "0.000");
  EXPECT_EQ(figure_text(-0.044), "-0.044");
}

TEST(FigureText, IsNeverCut) {
  std::mt19937 random(12);
  std::uniform_real_distribution<double> exponent(-2, 8);
  for (int i = 0; i < 5'000; ++i) {
    const double value = std::pow(10, exponent(random));
    const auto text = figure_text(value);
    const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
    EXPECT_LE(digits, value < 9999.5 ? 4 : 9) << text;
    EXPECT_NEAR(std::stod(text), value, std::max(0.0005, 0.0051 * value));
  }
}

TEST(FigureText, HasNoDigitsBelowTheStepThatItWasMeasuredIn) {
  EXPECT_EQ(figure_text(20.08, 10.4), "20");
  EXPECT_EQ(figure_text(0.06, 10.4), "<10.4");
  EXPECT_EQ(figure_text(20.08, 0.41), "20");
  EXPECT_EQ(figure_text(20.08, 0.06), "20.1");
  EXPECT_EQ(figure_text(1.234, 0.06), "1.2");
  EXPECT_EQ(figure_text(2119.3, 0.06), "2119");
  EXPECT_EQ(figure_text(20.08, 0), "20.1");
}

TEST(IntervalText, IsAShareInPerCent) {
  EXPECT_EQ(interval_text(0.3, 100), "±0.3%");
  EXPECT_EQ(interval_text(12.4, 100), "±12%");
  EXPECT_EQ(interval_text(9.96, 100), "±10%");
  EXPECT_EQ(interval_text(0.3, -100), "±0.3%");
  EXPECT_EQ(interval_text(1, 0), "");
}

TEST(RatioText, ReadsFromTheSideOfWhoPays) {
  EXPECT_EQ(ratio_text(25.6, 1119.29), "44x faster");
  EXPECT_EQ(ratio_text(8287, 1119), "7.41x slower");
  EXPECT_EQ(ratio_text(1119, 1119), "~");
  EXPECT_EQ(ratio_text(100.4, 100), "~");
  EXPECT_EQ(ratio_text(100, 101), "1.01x faster");
  EXPECT_EQ(ratio_text(1, 9.996), "10x faster");
}

TEST(RatioText, IsNotKnownOfWhatTakesNoTime) {
  EXPECT_EQ(ratio_text(0, 100), "");
  EXPECT_EQ(ratio_text(-0.01, 100), "");
  EXPECT_EQ(ratio_text(1, 0), "");
}

TEST(RatioText, NeverSaysNothing) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> exponent(-2, 8);
  for (int i = 0; i < 5'000; ++i) {
    const double cost = std::pow(10, exponent(random)), other = std::pow(10, exponent(random));
    const auto text = ratio_text(cost, other);
    if (text == alike) continue;
    EXPECT_GE(std::stod(text), 1.01) << text;
    EXPECT_TRUE(text.ends_with(cost < other ? "x faster" : "x slower")) << text;
  }
}

}  // namespace
}  // namespace vdsobench::bench
