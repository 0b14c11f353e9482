#include "bench/measure/precision.hpp"

#include <gmock/gmock.h>

#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

Measurement of(std::vector<Row> rows) {
  Measurement measurement;
  measurement.rows = std::move(rows);
  return measurement;
}

Row row(std::string_view call, std::vector<double> cycles) {
  return measured(call, verdict::Outcome::userspace, std::move(cycles));
}

TEST(Precision, IsReachedWhereEveryIntervalIsNarrow) {
  const auto narrow = of({row("time/vdso", {10, 10.1, 10}), row("getcpu/vdso", {5, 5, 5.1})});
  EXPECT_TRUE(is_precise(narrow, 0.05));
  EXPECT_FALSE(is_precise(narrow, 0.001));
  EXPECT_THAT(precision_missed(narrow, 0.05), IsEmpty());
}

// A call of ten cycles has an interval of 0.05 at best, however many processes there are.
TEST(Precision, IsReachedWhereNoIntervalIsNarrower) {
  EXPECT_TRUE(is_precise(of({row("time/vdso", {10, 10, 10, 10})}), 0.001));
  EXPECT_FALSE(is_precise(of({row("time/vdso", {10, 10.2, 10, 10.1})}), 0.001));
}

TEST(Precision, IsNotKnownOfOneProcess) {
  auto one = of({row("time/vdso", {10})});
  EXPECT_FALSE(is_precise(one, 0.5));
  EXPECT_THAT(precision_missed(one, 0.5), HasSubstr("time/vdso has no 95 % interval"));
  one.rows[0].figures.emplace_back(Reason{"died"});
  EXPECT_FALSE(is_precise(one, 0.5));
}

TEST(Precision, IsToldOfTheWidestRowWhereItIsMissed) {
  const auto rows = of({row("time/vdso", {10, 10, 10}), row("getcpu/vdso", {5, 6, 5})});
  EXPECT_THAT(precision_missed(rows, 0.005),
              AllOf(HasSubstr("0.5 %"), HasSubstr("getcpu/vdso is ±"), HasSubstr("--max-time")));
}

TEST(Precision, IsNotAskedOfWhatHasNoFigures) {
  EXPECT_TRUE(is_precise(of({missing("time/vsyscall", verdict::Outcome::unavailable, "")}), 0.01));
}

}  // namespace
}  // namespace vdsobench::bench
