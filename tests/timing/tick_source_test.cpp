#include "timing/tick_source.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>

#include "calls/forbidden_ticks.hpp"
#include "calls/known.hpp"
#include "timing/session.hpp"

namespace vdsobench::timing {
namespace {

Session measure_hundred_nops(const calls::Arguments& arguments) {
  const std::array<calls::BoundLoop, 1> loops = {{{calls::reference_sequences()[2].loop, {}}}};
  return measure(loops, arguments, {.duration = std::chrono::duration<double>(0), .seed = 1});
}

// The status that a process ends with which may not read the counter; 0 where all was well.
int measure_without_counter() {
  calls::forbid_ticks_for_good();
  if (tick_source() != TickSource::clock) return 1;
  const calls::Arguments arguments;
  const auto session = measure_hundred_nops(arguments);
  if (session.counter_hz != 1e9) return 2;
  const auto result = figures(session.samples.front());
  const double nanoseconds_a_batch =
      static_cast<double>(result.batch) * result.headline * 1e9 / session.core_hz;
  return nanoseconds_a_batch < 0.5e6 ? 3 : 0;
}

TEST(TickSource, IsTheCounterWhereThatMayBeRead) {
  EXPECT_EQ(tick_source(), TickSource::counter);
  EXPECT_EQ(to_string(tick_source()), arch::counter);
}

TEST(TickSource, IsTheClockWhereTheCounterMayNotBeRead) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "the address sanitizer's own allocator reads the clock, and would die of it";
#endif
  if (!calls::ticks_can_be_forbidden()) GTEST_SKIP() << "this kernel does not enforce PR_SET_TSC";
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(_exit(measure_without_counter()), testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace vdsobench::timing
