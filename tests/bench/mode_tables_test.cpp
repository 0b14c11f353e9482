#include "bench/mode_tables.hpp"

#include <gmock/gmock.h>

#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using enum verdict::Outcome;

Row on_threads(int threads, Row row) {
  row.threads = threads;
  return row;
}

TEST(RowName, HasTheThreads) {
  EXPECT_EQ(on_threads(0, measured("time/vdso", userspace, {})).name(), "time/vdso");
  EXPECT_EQ(on_threads(4, measured("time/vdso", userspace, {})).name(), "time/vdso/threads:4");
}

TEST(ThreadsTable, IsCallsByThreadsWithTheRatioToTheFewest) {
  Measurement measurement;
  for (const int threads : {2, 4})
    measurement.rows.push_back(
        on_threads(threads, measured("time/vdso", userspace, {1.5 * threads})));
  for (const int threads : {2, 4})
    measurement.rows.push_back(
        on_threads(threads, missing("time/vsyscall", unavailable, "no page")));
  EXPECT_THAT(threads_table(measurement),
              StartsWith(R"(ns a call, by threads                   2                   4
time/vdso                     3.00  1.00x         6.00  2.00x
time/vsyscall          - no page

Every thread on a CPU of its own; x: times the figure of 2 threads.
)"));
}

TEST(LatencyTable, HasWhatACallCostsBesideWhatItTakesAlone) {
  Measurement measurement;
  measurement.latency = true;
  auto row = measured("time/vdso", userspace, {1.5, 1.5, 1.5});
  for (const double longest : {700, 900, 800})
    row.latencies.emplace_back(timing::Latency{.calls = 20'000,
                                               .p10 = 9,
                                               .p50 = 10,
                                               .p90 = 11,
                                               .p99 = 12,
                                               .p999 = 13,
                                               .p9999 = longest - 600,
                                               .max = longest});
  measurement.rows.push_back(row);
  measurement.rows.push_back(missing("time/vsyscall", unavailable, "no page"));
  EXPECT_THAT(
      latency_table(measurement),
      StartsWith(
          R"(ns, one by one   back to back        p50        p99      p99.9     p99.99        max
time/vdso                1.50       10.0       12.0       13.0      200.0      900.0
time/vsyscall   - no page
)"));
  EXPECT_THAT(latency_table(measurement), HasSubstr("overlaps with the next in the pipeline"));
}

}  // namespace
}  // namespace vdsobench::bench
