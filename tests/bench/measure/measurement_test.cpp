#include "bench/measure/measurement.hpp"

#include <gtest/gtest.h>

#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

TEST(Measurement, NamesRowsAfterCallsAndThreads) {
  EXPECT_EQ(row_name(cell("time/vdso"), 0), "time/vdso");
  EXPECT_EQ(row_name(cell("time/vdso"), 4), "time/vdso/threads:4");
}

TEST(Measurement, TurnsCyclesIntoNanosecondsByTheMedianClock) {
  Measurement measurement = {.rows = {}, .core_hz = 4e9};
  EXPECT_EQ(measurement.ns_per_unit(), 0.25);
  measurement.core_hz = 0;
  EXPECT_EQ(measurement.ns_per_unit(), 1) << "no process told its clock";
  measurement = {.rows = {}, .exact = true, .core_hz = 4e9};
  EXPECT_EQ(measurement.ns_per_unit(), 1) << "instructions stay what they are";
}

TEST(Measurement, StartsNoProcessWhereNoCallWorks) {
  auto row = missing("time/vsyscall", verdict::Outcome::unavailable, "no page");
  int started = 0;
  const MeasurementPlan plan = {
      .worker = {}, .processes = 3, .precision = {}, .max_seconds = 1, .threads = {1, 2}};
  const auto found = measure({row.finding}, plan, [&](int) { ++started; });
  EXPECT_EQ(started, 0);
  ASSERT_EQ(found.rows.size(), 2U) << "a row for each number of threads";
  EXPECT_TRUE(found.rows.front().is_absent());
  EXPECT_TRUE(found.rows.front().figures.empty());
}

TEST(Measurement, HasExactFiguresWhereAProcessHasThem) {
  const auto row = measured("time/vdso", verdict::Outcome::userspace, {3});
  ASSERT_NE(row.exact_figures(), nullptr);
  EXPECT_EQ(row.exact_figures()->headline, 3);
  const auto none = missing("time/vsyscall", verdict::Outcome::unavailable, "no page");
  EXPECT_EQ(none.exact_figures(), nullptr);
}

}  // namespace
}  // namespace vdsobench::bench
