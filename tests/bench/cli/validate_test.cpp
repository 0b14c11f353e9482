#include "bench/cli/validate.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "bench/exit_status.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

std::string complaint(const auto& options) try {
  check_limits(options);
  return "";
} catch (const UsageError& error) {
  return error.what();
}

// What is wrong with options that `change` has changed.
std::string after(void (*change)(RunOptions&)) {
  RunOptions options;
  change(options);
  return complaint(options);
}

TEST(CheckLimits, LetsPassWhatMakesSense) {
  EXPECT_EQ(after([](RunOptions&) {}), "");
  EXPECT_EQ(after([](RunOptions& run) {
              run.processes = 1000;
              run.min_time = 3600;
              run.precision = 100;
              run.max_time = 24 * 3600;
            }),
            "");
  EXPECT_EQ(after([](RunOptions& run) {
              run.threads = {1, 2};
              run.precision = 1;
            }),
            "");
}

TEST(CheckLimits, RefusesNumbersBeyondThem) {
  EXPECT_THAT(after([](RunOptions& run) { run.processes = 0; }), HasSubstr("1 to 1000 processes"));
  EXPECT_THAT(after([](RunOptions& run) { run.processes = 1001; }), HasSubstr("not 1001"));
  EXPECT_THAT(after([](RunOptions& run) { run.min_time = 3601; }), HasSubstr("--min-time"));
  EXPECT_THAT(after([](RunOptions& run) { run.precision = 0; }), HasSubstr("--precision"));
  EXPECT_THAT(after([](RunOptions& run) { run.max_time = -1; }), HasSubstr("--max-time"));
}

TEST(CheckLimits, RefusesWhatIsNoFiniteNumber) {
  EXPECT_THAT(after([](RunOptions& run) { run.min_time = nan; }), HasSubstr("--min-time"));
  EXPECT_THAT(after([](RunOptions& run) { run.max_time = infinity; }), HasSubstr("--max-time"));
  EXPECT_THAT(complaint(SelftestOptions{.cpu = {}, .seconds = nan}), HasSubstr("--seconds"));
}

TEST(CheckLimits, RefusesModesThatExcludeEachOther) {
  EXPECT_THAT(after([](RunOptions& run) { run.threads = {2, 0}; }), HasSubstr("from 1 on, not 0"));
  EXPECT_THAT(after([](RunOptions& run) {
                run.threads = {1};
                run.latency = true;
              }),
              HasSubstr("--threads and --latency"));
  EXPECT_THAT(after([](RunOptions& run) { run.exact = run.latency = true; }), HasSubstr("--exact"));
  EXPECT_THAT(after([](RunOptions& run) {
                run.exact = true;
                run.precision = 1;
              }),
              HasSubstr("--precision"));
}

}  // namespace
}  // namespace vdsobench::bench
