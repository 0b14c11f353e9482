#include "bench/measure/disturbance.hpp"

#include <gmock/gmock.h>

#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::vector<std::string> one = {"tsc"}, two = {"tsc", "hpet"};

Row disturbed(std::vector<double> shares) {
  auto row = measured("time/vdso", verdict::Outcome::userspace, {});
  for (const double share : shares) {
    auto figures = flat_figures(1);
    figures.disturbed = share;
    row.figures.emplace_back(figures);
  }
  return row;
}

Measurement quiet() {
  Measurement measurement;
  measurement.seconds = 10;
  measurement.switches = 30;
  measurement.rows = {disturbed({0.01, 0.02})};
  return measurement;
}

TEST(Disturbances, AreNoneWhereAllWasQuiet) { EXPECT_THAT(disturbances(quiet(), one), IsEmpty()); }

TEST(Disturbances, AreNoneWhereNothingWasMeasured) { EXPECT_THAT(disturbances({}, {}), IsEmpty()); }

TEST(Disturbances, TellOfAClocksourceThatChanged) {
  EXPECT_THAT(disturbances(quiet(), two), ElementsAre(HasSubstr("from tsc to hpet during")));
}

TEST(Disturbances, TellOfAClocksourceThatChangedBack) {
  const std::vector<std::string> back = {"tsc", "hpet", "tsc"};
  EXPECT_THAT(disturbances(quiet(), back), ElementsAre(HasSubstr("from tsc to hpet to tsc")));
}

TEST(Disturbances, TellOfAnotherProcessOnTheCpu) {
  auto measurement = quiet();
  measurement.switches = 500;
  EXPECT_THAT(disturbances(measurement, {}), IsEmpty());
  measurement.switches = 1500;
  EXPECT_THAT(disturbances(measurement, {}), ElementsAre(HasSubstr("150 times a second")));
}

TEST(Disturbances, TellOfRowsOnceAndNameTheWorst) {
  auto measurement = quiet();
  measurement.rows.push_back(disturbed({0.3, 0.5}));
  measurement.rows.push_back(disturbed({0.6, 0.4}));
  EXPECT_THAT(disturbances(measurement, {}),
              ElementsAre(testing::AllOf(HasSubstr("of 2 rows"), HasSubstr("time/vdso: 40 %"))));
}

TEST(Disturbances, DoNotHoldOneUnluckyProcessAgainstARow) {
  auto measurement = quiet();
  measurement.rows.push_back(disturbed({0.9, 0.1}));
  EXPECT_THAT(disturbances(measurement, {}), IsEmpty());
}

// A busy machine changes no number of instructions. A clocksource that changed does.
TEST(Disturbances, OfAnExactRunAreNotOfTheMachinesLoad) {
  auto measurement = quiet();
  measurement.exact = true;
  measurement.switches = 1500;
  measurement.rows.push_back(disturbed({0.9, 0.9}));
  EXPECT_THAT(disturbances(measurement, one), IsEmpty());
  EXPECT_THAT(disturbances(measurement, two), ElementsAre(HasSubstr("clocksource")));
}

}  // namespace
}  // namespace vdsobench::bench
