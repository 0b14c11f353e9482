#include "timing/rounds.hpp"

#include <gmock/gmock.h>

#include <array>

namespace vdsobench::timing {

namespace {

using testing::ElementsAre;

long nothing(std::uint64_t, calls::Target, const calls::Arguments&) { return 0; }

TEST(Rounds, TimeABatchOfEachLoopAndOneEmptyBatchOfEachLength) {
  const std::array<calls::BoundLoop, 3> loops = {{{nothing, {}}, {nothing, {}}, {nothing, {}}}};
  const std::array<std::uint64_t, 3> batches = {64, 32, 64};
  const calls::Arguments arguments;
  Rounds rounds(loops, arguments, batches, 1);
  const Timer timer = [](calls::Loop loop, calls::Target, std::uint64_t n) {
    return static_cast<double>(loop == nothing ? 10 * n : n);
  };
  rounds.run_one(timer);
  rounds.run_one(timer);
  const auto samples = rounds.take_samples();
  ASSERT_EQ(samples.size(), 3U);
  EXPECT_THAT(samples[0].calls, ElementsAre(640, 640));
  EXPECT_THAT(samples[1].calls, ElementsAre(320, 320));
  EXPECT_THAT(samples[1].empty, ElementsAre(32, 32));
  EXPECT_THAT(samples[2].empty, ElementsAre(64, 64));
  EXPECT_TRUE(samples[0].visits.empty());
}

}  // namespace

}  // namespace vdsobench::timing
