#include "bench/measure/judgement.hpp"

#include <gtest/gtest.h>

#include "bench/measure/summary.hpp"
#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

using timing::Visit;

constexpr double alone = 12'800;

Visit quiet_visit(double cost) { return {cost, alone, alone * 1.002}; }
Visit shared_visit(double cost) { return {cost, alone, alone * 1.6}; }

// Of a process in which so many visits were quiet, at the first cost, and the rest were not.
timing::Figures figures_of(int quiet, double cost, int shared) {
  auto figures = flat_figures(cost * 1.25);
  for (int i = 0; i < quiet; ++i) figures.visits.push_back(quiet_visit(cost));
  for (int i = 0; i < shared; ++i) figures.visits.push_back(shared_visit(cost * 1.25));
  return figures;
}

Measurement measurement_of(std::vector<timing::Figures> processes) {
  auto row = missing("getppid/insn", verdict::Outcome::syscall, "");
  for (auto& figures : processes) row.figures.emplace_back(std::move(figures));
  Measurement measurement = {.rows = {row}};
  measurement.additions = 4 * alone;
  for (int i = 0; i < 3; ++i) measurement.empty[sample_batch].push_back(quiet_visit(0));
  judge(measurement);
  return measurement;
}

TEST(Judgement, TakesTheHeadlineFromQuietVisitsAlone) {
  const auto measurement = measurement_of({figures_of(10, 400, 90), figures_of(50, 401, 50)});
  EXPECT_EQ(summarize(measurement.rows.front())->value, 400.5);
  EXPECT_NEAR(*quiet_share(measurement), 0.3, 1e-9);
  EXPECT_NEAR(*additions_a_cycle(measurement), 4, 0.02);
  EXPECT_TRUE(is_quiet(measurement));
}

TEST(Judgement, TakesOffTheLoopAsAllProcessesTogetherKnowIt) {
  auto measurement = measurement_of({figures_of(10, 400, 0), figures_of(10, 400, 0)});
  measurement.empty[sample_batch] = {quiet_visit(1.28), quiet_visit(1.15), quiet_visit(1.01),
                                     quiet_visit(1.01), quiet_visit(1.01), shared_visit(0.5)};
  judge(measurement);
  EXPECT_NEAR(summarize(measurement.rows.front())->value, 400 - 1.01, 1e-9);
}

TEST(Judgement, LeavesOutProcessesThatWereNeverAlone) {
  const auto measurement = measurement_of({figures_of(0, 400, 99), figures_of(9, 400, 90)});
  EXPECT_EQ(summarize(measurement.rows.front())->processes, 1);
  EXPECT_EQ(summarize(measurement.rows.front())->value, 400);
  EXPECT_EQ(measurement.rows.front().figures[0].value().quiet, 0);
}

TEST(Judgement, ShowsTheMedianOfAllBatchesWhereNoProcessWasAlone) {
  const auto measurement = measurement_of({figures_of(0, 400, 99), figures_of(1, 400, 99)});
  EXPECT_EQ(summarize(measurement.rows.front())->value, 500);
  EXPECT_TRUE(never_quiet(measurement.rows.front()));
  EXPECT_FALSE(is_quiet(measurement));
}

TEST(Judgement, WantsQuietVisitsInMostProcesses) {
  EXPECT_FALSE(is_quiet(
      measurement_of({figures_of(0, 400, 9), figures_of(0, 400, 9), figures_of(9, 400, 0)})));
  EXPECT_TRUE(is_quiet(measurement_of({figures_of(0, 400, 9), figures_of(9, 400, 0)})));
}

TEST(Judgement, HasNothingToSayOfCallsThatWereNotVisited) {
  Measurement measurement = {.rows = {measured("time/vdso", verdict::Outcome::userspace, {7})}};
  judge(measurement);
  EXPECT_EQ(summarize(measurement.rows.front())->value, 7);
  EXPECT_FALSE(never_quiet(measurement.rows.front()));
  EXPECT_FALSE(quiet_share(measurement));
  EXPECT_FALSE(additions_a_cycle(measurement));
}

TEST(Judgement, NamesTheRangeOfARowThatMostlyCostsMore) {
  auto figures = figures_of(4, 400, 0);
  for (int i = 0; i < 6; ++i) figures.visits.push_back(quiet_visit(520));
  const auto range = rarely_lowest(measurement_of({figures}).rows.front());
  ASSERT_TRUE(range);
  EXPECT_EQ(range->lowest, 400);
  EXPECT_EQ(range->highest, 520);
  EXPECT_NEAR(range->share_of_lowest, 0.4, 1e-9);
  EXPECT_FALSE(rarely_lowest(measurement_of({figures_of(9, 400, 0)}).rows.front()));
}

}  // namespace
}  // namespace vdsobench::bench
