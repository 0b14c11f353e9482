#include "bench/measure/summary.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

std::optional<Summary> summary_of(std::vector<double> cycles) {
  return summarize(measured("time/vdso", verdict::Outcome::userspace, std::move(cycles)));
}

TEST(Summary, IsTheMedianOverProcesses) {
  EXPECT_EQ(summary_of({7})->value, 7);
  EXPECT_EQ(summary_of({9, 1, 2})->value, 2);
  EXPECT_EQ(summary_of({9, 1, 2, 4})->value, 3);
  EXPECT_EQ(summary_of({9, 1, 2, 4})->processes, 4);
}

TEST(Summary, HasAnIntervalByStudentsT) {
  // standard deviation 1, t with 2 degrees of freedom 4.303, and sqrt(pi / 2) for the median
  EXPECT_NEAR(summary_of({1, 2, 3})->half_width, 4.303 / std::sqrt(3.0) * 1.2533, 5e-3);
}

TEST(Summary, HasAnIntervalByRankWhereProcessesRunInTwoModes) {
  // By Student's t it would be less than half of what it is between the modes. Of ten values one
  // may be left out at either end, of fifteen three.
  EXPECT_NEAR(summary_of({12, 12, 12, 13, 13, 13, 13, 13, 13, 13})->half_width, 1, 5e-3);
  EXPECT_NEAR(summary_of({12, 12, 12, 12, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13})->half_width,
              1, 5e-3);
  EXPECT_LT(summary_of({12, 13, 13, 13, 13, 13, 13, 13, 13, 13})->half_width, 0.5);
}

TEST(Summary, HasNoNarrowerIntervalThanProcessesOfARunShare) {
  EXPECT_DOUBLE_EQ(summary_of({500, 500, 500})->half_width, std::hypot(0.003 * 500, 0.05));
}

TEST(Summary, OfOneProcessHasNoInterval) { EXPECT_EQ(summary_of({7})->half_width, 0); }

TEST(Summary, LeavesOutProcessesThatFailed) {
  auto row = measured("time/vdso", verdict::Outcome::userspace, {5, 3});
  row.figures.insert(row.figures.begin(), Reason{"died"});
  EXPECT_EQ(summarize(row)->value, 4);
}

TEST(Summary, IsEmptyWhereNothingWasMeasured) {
  auto row = measured("time/vdso", verdict::Outcome::userspace, {});
  EXPECT_FALSE(summarize(row));
  row.figures.emplace_back(Reason{"died"});
  EXPECT_FALSE(summarize(row));
}

}  // namespace
}  // namespace vdsobench::bench
