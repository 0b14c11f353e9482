#include "timing/parts.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace vdsobench::timing {
namespace {

using testing::AllOf;
using testing::Field;
using testing::Optional;

auto are(double loop, double libc, double vdso, double kernel) {
  return Optional(AllOf(Field(&Parts::loop, loop), Field(&Parts::libc, libc),
                        Field(&Parts::vdso, vdso), Field(&Parts::kernel, kernel)));
}

TEST(Parts, LeaveTheKernelWhatUserModeDidNotRun) {
  EXPECT_THAT(parts(408, std::vector<Steps>{{5, 11, 0}}), are(5, 11, 0, 392));
  EXPECT_THAT(parts(72, std::vector<Steps>{{3, 11, 58}}), are(3, 11, 58, 0));
}

TEST(Parts, AreOfTheWayThatTheFigureIsOf) {
  const Steps carried = {3, 11, 63}, usual = {3, 11, 58};
  EXPECT_THAT(parts(72, std::vector<Steps>{carried, carried, usual}), are(3, 11, 58, 0));
  EXPECT_THAT(parts(77, std::vector<Steps>{usual, carried, usual}), are(3, 11, 63, 0));
}

TEST(Parts, OfACallThatEntersTheKernelAreOfTheCommonestWay) {
  EXPECT_THAT(parts(500, std::vector<Steps>{{3, 11, 40}, {3, 11, 29}, {3, 11, 29}}),
              are(3, 11, 29, 457));
}

// The first of two calls read again, or the second did.
TEST(Parts, LeaveOutWhatTheCallCannotBe) {
  EXPECT_THAT(parts(72, std::vector<Steps>{{3, 11, -40}, {3, 11, 118}, {3, 11, 58}}),
              are(3, 11, 58, 0));
  EXPECT_EQ(parts(72, std::vector<Steps>{{3, 11, 118}}), std::nullopt);
  EXPECT_EQ(parts(72, {}), std::nullopt);
}

}  // namespace
}  // namespace vdsobench::timing
