#include "bench/summary.hpp"

#include <gtest/gtest.h>

#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

std::optional<double> headline_of(std::vector<double> ns) {
  return headline(measured("time/vdso", verdict::Outcome::userspace, std::move(ns)));
}

TEST(Headline, IsTheMedianOverProcesses) {
  EXPECT_EQ(headline_of({7}), 7);
  EXPECT_EQ(headline_of({9, 1, 2}), 2);
  EXPECT_EQ(headline_of({9, 1, 2, 4}), 3);
}

TEST(Headline, LeavesOutProcessesThatFailed) {
  auto row = measured("time/vdso", verdict::Outcome::userspace, {5, 3});
  row.figures.insert(row.figures.begin(), std::nullopt);
  EXPECT_EQ(headline(row), 4);
}

TEST(Headline, IsEmptyWhereNothingWasMeasured) {
  auto row = measured("time/vdso", verdict::Outcome::userspace, {});
  EXPECT_EQ(headline(row), std::nullopt);
  row.figures.emplace_back();
  EXPECT_EQ(headline(row), std::nullopt);
}

}  // namespace
}  // namespace vdsobench::bench
