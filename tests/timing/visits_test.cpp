#include "timing/visits.hpp"

#include <gmock/gmock.h>

#include <array>

#include "arch/arch.hpp"
#include "calls/known.hpp"

namespace vdsobench::timing {

namespace {

using testing::Each;
using testing::Field;
using testing::Gt;
using testing::SizeIs;

constexpr int usual_rounds = 5;

std::vector<Samples> samples_of(std::span<const calls::BoundLoop> loops,
                                std::span<const std::uint64_t> batches, int rounds = usual_rounds) {
  const calls::Arguments arguments;
  Visits visits(loops, arguments, batches, 1);
  for (int i = 0; i < rounds; ++i) visits.run_round();
  return visits.take_samples();
}

calls::BoundLoop dependent_adds() {
  for (const auto& known : calls::reference_sequences())
    if (known.name == "100 dependent adds") return {known.loop, {}};
  return {};
}

TEST(Visits, GiveEachCallAVisitARoundOfAsManyBatches) {
  const std::array loops = {dependent_adds(), dependent_adds()};
  const std::array<std::uint64_t, 2> sizes = {200, 400};
  const auto samples = samples_of(loops, sizes);
  ASSERT_THAT(samples, SizeIs(2));
  for (const auto& each : samples) {
    EXPECT_THAT(each.visits, SizeIs(usual_rounds));
    EXPECT_EQ(each.calls.size() % usual_rounds, 0U);
    EXPECT_THAT(each.visits, Each(Field(&Visit::fastest, Gt(0))));
    for (const auto& visit : each.visits) EXPECT_LE(visit.fastest, visit.slowest);
  }
}

// A hundred additions that wait for each other take a hundred cycles and no fewer; more beside
// others.
TEST(Visits, CostCyclesACall) {
  const std::array loops = {dependent_adds()};
  const std::array<std::uint64_t, 1> sizes = {400};
  const auto samples = samples_of(loops, sizes);
  for (const auto& visit : samples.front().visits) EXPECT_GT(visit.cost, 90);
  EXPECT_LT(std::ranges::min(samples.front().visits, {}, &Visit::cost).cost, 400);
}

// Whose cost is in every call's.
TEST(Visits, GoToTheEmptyLoopOftenerThanToACall) {
  const std::vector<calls::BoundLoop> loops(12, dependent_adds());
  const std::vector<std::uint64_t> sizes(12, 200);
  const calls::Arguments arguments;
  Visits visits(loops, arguments, sizes, 1);
  visits.run_round();
  EXPECT_THAT(visits.empty_loops().at(200), SizeIs(1 + 12 / 4));
}

// Three thousand cycles that nothing in the caches makes fewer.
long rules(std::uint64_t n, calls::Target, const calls::Arguments&) {
  for (std::uint64_t i = 0; i < n; ++i) arch::ruler(100);
  return 0;
}

TEST(Visits, TimeAColdCallNetOfAColdLoop) {
  const std::array<calls::BoundLoop, 1> loops = {{{rules, {}}}};
  const std::array<std::uint64_t, 1> sizes = {16};
  const double cycles = samples_of(loops, sizes, 40).front().cold_call;
  EXPECT_GT(cycles, 1500);
  EXPECT_LT(cycles, 30'000);
}

}  // namespace

}  // namespace vdsobench::timing
