#include "bench/processes/message.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace vdsobench::bench {
namespace {

using nlohmann::json;

struct Point {
  double x = 0;
  int n = 0;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Point, x, n)

template <class T>
T sent(const T& value) {
  return json::parse(json(value).dump()).get<T>();
}

TEST(Message, TakesNullForWhatIsLeftEmpty) {
  EXPECT_EQ(json(std::optional<int>()), json());
  EXPECT_EQ(sent(std::optional<int>()), std::nullopt);
  EXPECT_EQ(sent(std::optional<int>(0)), 0);
}

TEST(Message, CarriesAValueOrAReason) {
  EXPECT_EQ(sent(Result<Point>(Point{1.5, 2})).value().x, 1.5);
  EXPECT_EQ(sent(Result<Point>(Reason{"not here"})).reason().text, "not here");
}

TEST(Message, CarriesAReasonForANumberThatJsonDoesNotHave) {
  const auto strange = Point{std::numeric_limits<double>::infinity(), 2};
  EXPECT_EQ(sent(Result<Point>(strange)).reason().text, "gave no finite number for x");
}

TEST(Message, ThrowsForAValueThatIsNotWhole) {
  EXPECT_THROW((json{{"x", 1}}.get<Result<Point>>()), json::exception);
}

}  // namespace
}  // namespace vdsobench::bench
