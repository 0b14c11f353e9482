#include "timing/session.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

namespace vdsobench::timing {
namespace {

calls::BoundCall own(std::string_view name, const calls::Surroundings& surroundings) {
  const auto all = calls::all_calls();
  const auto call = std::ranges::find(all, name, &calls::Call::name);
  return calls::bind(*call, surroundings).value();
}

// What holds however busy the machine is.
TEST(Measure, GivesEveryCallSamplesAndTheirEmptyBatches) {
  const auto surroundings = calls::own_surroundings();
  const std::vector calls = {own("getppid/insn", surroundings), own("tick/insn", surroundings)};
  const auto session =
      measure(calls, calls::Arguments{}, {.duration = std::chrono::milliseconds(5)});
  EXPECT_GT(session.ticks_per_ns, 0);
  ASSERT_EQ(session.samples.size(), calls.size());
  for (const auto& samples : session.samples) {
    EXPECT_GE(samples.batch, 1U);
    EXPECT_FALSE(samples.ticks.empty());
    EXPECT_FALSE(samples.empty.empty());
    EXPECT_EQ(std::ranges::count(samples.ticks, 0U), 0);
  }
}

}  // namespace
}  // namespace vdsobench::timing
