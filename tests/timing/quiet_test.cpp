#include "timing/quiet.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "timing/quantile.hpp"
#include "timing/recordings.hpp"

namespace vdsobench::timing {

namespace {

using testing::IsEmpty;

// What was measured with great care on the recorded machine, ns a call, the loop
// and all.
const std::map<std::string, double> truth = {
    {"getppid", 116.3},   {"gettimeofday", 154.7}, {"time", 89.5},      {"getcpu", 104.0},
    {"monotonic", 170.4}, {"cputime", 363.9},      {"gtod/vdso", 22.7},
};

using ByProcess = std::map<int, Judged>;

Quiet recorded_quiet(const std::vector<RecordedVisit>& recorded) {
  std::vector<Visit> visits;
  for (const auto& each : recorded) visits.push_back(each.visit);
  return *quiet_by(visits, recorded_step);
}

std::map<std::string, ByProcess> judged_recording() {
  const auto recorded = shared_core();
  std::map<std::string, std::map<int, std::vector<Visit>>> visits;
  for (const auto& each : recorded) visits[each.call][each.process].push_back(each.visit);
  const auto quiet = recorded_quiet(recorded);
  std::map<std::string, ByProcess> judged;
  for (const auto& [call, processes] : visits)
    for (const auto& [process, all] : processes) judged[call][process] = judge(all, quiet);
  return judged;
}

double away(double value, double from) { return std::abs(value / from - 1); }

TEST(Quiet, FindsTheFloorOfTheRecordedWitnessAndTwoStepsAboveItTheLimit) {
  const auto quiet = recorded_quiet(shared_core());
  EXPECT_EQ(quiet.floor, 3562);
  EXPECT_EQ(quiet.limit, 3562 + 2 * recorded_step);
}

// Of the stretch's processes. Process 13 had the neighbour back before it came to two of the calls.
std::vector<double> figures_in_quiet_stretch(const ByProcess& judged) {
  std::vector<double> costs;
  for (const int process : {1, 13, 19})
    if (const auto& states = judged.at(process).states; !states.empty())
      costs.push_back(states.front().cost);
  return costs;
}

TEST(Quiet, EachQuietProcessOfTheRecordingHasTheFigureToOnePerCent) {
  const auto judged = judged_recording();
  for (const auto& [call, ns] : truth) {
    const auto costs = figures_in_quiet_stretch(judged.at(call));
    EXPECT_GE(costs.size(), 2U) << call;
    for (const double cost : costs) EXPECT_LT(away(cost, ns), 0.01) << call;
  }
}

TEST(Quiet, QuietProcessesTogetherHaveTheFigureToHalfAPerCent) {
  const auto judged = judged_recording();
  for (const auto& [call, ns] : truth)
    EXPECT_LT(away(median(figures_in_quiet_stretch(judged.at(call))), ns), 0.005) << call;
}

// A figure of a busy process would be a fifth too dear.
TEST(Quiet, NoProcessOfTheRecordingHasAFigureThatIsFarOff) {
  std::size_t without = 0;
  for (const auto& [call, processes] : judged_recording())
    for (const auto& [process, found] : processes) {
      if (found.states.empty()) {
        EXPECT_EQ(found.quiet, 0) << call << " in process " << process;
        ++without;
      } else if (const auto known = truth.find(call); known != truth.end()) {
        EXPECT_LT(away(found.states.front().cost, known->second), 0.03)
            << call << " in process " << process;
      }
    }
  EXPECT_GT(without, 300) << "of 480, most of them beside a neighbour";
}

// A neighbour who comes and goes, with batches and witnesses that cost as much more as they do.
class Neighbour {
 public:
  explicit Neighbour(double share) : share_(share) {}

  std::vector<Visit> visits(double cost, int count) {
    std::vector<Visit> all;
    for (int i = 0; i < count; ++i) {
      const bool here = chance_(random_) < share_;
      const double scatter = 1 + 0.001 * (chance_(random_) - 0.5);
      const double witness = here ? 13'000 * (1.3 + 0.6 * chance_(random_)) : 13'000 * scatter;
      all.push_back({cost * scatter * (here ? 1.25 : 1), 13'000 * scatter, witness});
    }
    return all;
  }

 private:
  double share_;
  std::mt19937 random_{1};
  std::uniform_real_distribution<double> chance_;
};

const Quiet quiet_core = {13'000, 13'130};

TEST(Quiet, ANeighbourOfAnyShareMovesTheFigureByLessThanHalfAPerCent) {
  for (const double share : {0.0, 0.2, 0.5, 0.8, 0.9}) {
    const auto judged = judge(Neighbour(share).visits(500, 100), quiet_core);
    ASSERT_FALSE(judged.states.empty()) << share;
    EXPECT_NEAR(judged.states.front().cost, 500, 2.5) << share;
    EXPECT_NEAR(judged.quiet, 1 - share, 0.1);
  }
}

TEST(Quiet, ANeighbourWhoNeverLeavesLeavesNoFigure) {
  const auto judged = judge(Neighbour(1).visits(500, 100), quiet_core);
  EXPECT_THAT(judged.states, IsEmpty());
  EXPECT_EQ(judged.quiet, 0);
}

// Beside a neighbour for a part of each visit, the ruler erred by 2 %.
TEST(Quiet, FastReadingsThatErredAreNoFloor) {
  std::vector<Visit> visits(1000, {500, 13'000, 13'050});
  std::fill_n(visits.begin(), 300, Visit{560, 12'750, 19'000});
  visits.front().fastest = 2'600;
  EXPECT_EQ(quiet_by(visits, 1)->floor, 13'050);
}

TEST(Quiet, VisitsThatAllHadANeighbourForAWhileAreNoFloor) {
  const std::vector<Visit> visits(1000, {560, 13'000, 19'000});
  const auto quiet = *quiet_by(visits, 1);
  EXPECT_EQ(quiet.floor, 13'000);
  EXPECT_FALSE(quiet.holds(visits.front()));
}

TEST(CostOfLoop, IsTheLowestThatSeveralQuietVisitsHold) {
  const std::vector<Visit> visits = {{0.90, 13'000, 13'000},  {1.28, 13'000, 13'000},
                                     {1.011, 13'000, 13'000}, {1.01, 13'000, 13'000},
                                     {1.015, 13'000, 13'000}, {0.5, 13'000, 19'000}};
  EXPECT_EQ(cost_of_loop(visits, quiet_core), 1.01);
}

TEST(CostOfLoop, IsTheLowestOfAnyVisitsWhereTooFewWereQuiet) {
  const std::vector<Visit> visits = {{1.28, 13'000, 13'000},
                                     {1.73, 13'000, 19'000},
                                     {1.74, 13'000, 19'000},
                                     {1.74, 13'000, 19'000},
                                     {1.90, 13'000, 19'000}};
  EXPECT_EQ(cost_of_loop(visits, quiet_core), 1.73);
}

TEST(Quiet, NothingIsKnownWithoutWitnesses) { EXPECT_FALSE(quiet_by({}, 1)); }

TEST(Quiet, ACoreAloneStartsAWholeNumberOfAdditions) {
  for (const double alone : {2.95, 3.98, 4.0, 5.05, 5.97}) EXPECT_TRUE(is_whole_throughput(alone));
  for (const double shared : {0.0, 1.99, 2.0, 2.6, 3.4, 4.5})
    EXPECT_FALSE(is_whole_throughput(shared)) << shared;
}

}  // namespace

}  // namespace vdsobench::timing
