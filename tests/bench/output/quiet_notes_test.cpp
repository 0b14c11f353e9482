#include "bench/output/quiet_notes.hpp"

#include <gmock/gmock.h>

#include "bench/measure/judgement.hpp"
#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Display very_wide = {500, false};
constexpr double alone = 12'800;

Measurement with_visits(std::vector<timing::Visit> visits, double additions_a_cycle = 4) {
  auto figures = flat_figures(500);
  figures.visits = std::move(visits);
  auto row = missing("getppid/insn", verdict::Outcome::syscall, "");
  row.figures.emplace_back(figures);
  Measurement measurement = {.rows = {row}, .core_hz = 1e9};
  measurement.additions = additions_a_cycle * alone;
  measurement.empty[sample_batch] = {{0, alone, alone}};
  judge(measurement);
  return measurement;
}

std::vector<timing::Visit> visits(int quiet, int shared) {
  std::vector<timing::Visit> all(static_cast<std::size_t>(quiet), {400, alone, alone});
  all.resize(static_cast<std::size_t>(quiet + shared), {500, alone, 2 * alone});
  return all;
}

TEST(QuietNotes, HaveNothingToSayOfAQuietMachine) {
  const auto measurement = with_visits(visits(95, 5));
  EXPECT_THAT(quiet_notes(measurement, very_wide), IsEmpty());
  EXPECT_EQ(quiet_sign(measurement.rows.front()), ' ');
  EXPECT_FALSE(any_quiet_sign(measurement));
}

TEST(QuietNotes, TellForHowMuchOfTheTimeTheCoreWasShared) {
  EXPECT_THAT(quiet_notes(with_visits(visits(40, 60)), very_wide),
              HasSubstr("for 60 % of the time something else used this core"));
}

TEST(QuietNotes, MarkRowsThatWereNeverAloneAndSayWhatToDo) {
  const auto measurement = with_visits(visits(0, 100));
  EXPECT_EQ(quiet_sign(measurement.rows.front()), shared_sign);
  EXPECT_THAT(quiet_notes(measurement, very_wide),
              AllOf(HasSubstr("^ 1 of 1 rows"), HasSubstr("--wait-quiet"),
                    Not(HasSubstr("the figures are from the rest"))));
}

TEST(QuietNotes, MarkRowsThatTakeOtherWaysInExactMode) {
  auto figures = flat_figures(416);
  figures.ways = {{416, 0.821}, {421, 0.175}, {430, 0.004}};
  auto row = missing("getppid/insn", verdict::Outcome::syscall, "");
  row.figures.emplace_back(figures);
  Measurement measurement = {.rows = {row}, .exact = true};
  EXPECT_EQ(quiet_sign(row), states_sign);
  EXPECT_THAT(quiet_notes(measurement, very_wide),
              AllOf(HasSubstr("* the commonest way of several: getppid/insn 421 in 18 %"),
                    Not(HasSubstr("430"))));
  measurement.rows.front().figures.front().value().ways = {{416, 1}};
  EXPECT_EQ(quiet_sign(measurement.rows.front()), ' ');
  EXPECT_THAT(quiet_notes(measurement, very_wide), IsEmpty());
}

TEST(QuietNotes, MarkRowsThatMostlyCostMoreWithTheRange) {
  auto both = visits(40, 0);
  both.resize(100, {650, alone, alone});
  const auto measurement = with_visits(both);
  EXPECT_EQ(quiet_sign(measurement.rows.front()), states_sign);
  EXPECT_THAT(quiet_notes(measurement, very_wide), HasSubstr("getppid/insn 400.0 to 650.0 ns"));
}

TEST(QuietNotes, SayWhereTheCoreMayNeverHaveBeenAlone) {
  EXPECT_THAT(quiet_notes(with_visits(visits(100, 0), 2), very_wide),
              HasSubstr("2.00 additions a cycle"));
}

}  // namespace
}  // namespace vdsobench::bench
