#include "bench/output/mode_tables.hpp"

#include <gmock/gmock.h>

#include <numeric>

#include "bench/measure/figure_text.hpp"
#include "bench/sample_measurement.hpp"
#include "bench/table_samples.hpp"

namespace vdsobench::bench {
namespace {

using testing::AllOf;
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

Measurement on_numbers_of_threads(const std::vector<int>& numbers) {
  Measurement measurement;
  for (const int threads : numbers)
    measurement.rows.push_back(
        on_threads(threads, measured("time/vdso", userspace, {1.5 * threads})));
  for (const int threads : numbers)
    measurement.rows.push_back(
        on_threads(threads, missing("time/vsyscall", unavailable, "no page")));
  return measurement;
}

TEST(ThreadsTable, IsCallsByThreadsWithTheRatioToTheFewest) {
  EXPECT_EQ(threads_table(on_numbers_of_threads({2, 4}), {120, false}),
            R"(ns a call, by threads     2     4          vs 2
time/vdso              3.00  6.00  2.00x slower

Every thread on a CPU of its own; ~ no difference to be seen. Only calls on threads were measured, as --threads asks.
not here: time/vsyscall [1]
[1] no page
)");
}

TEST(ThreadsTable, GoesOnBelowWhereThereAreManyNumbers) {
  std::vector<int> numbers(64);
  std::iota(numbers.begin(), numbers.end(), 1);
  for (const std::size_t width : {60, 80, 100, 120, 200}) {
    const auto text = threads_table(on_numbers_of_threads(numbers), {width, false});
    EXPECT_LE(widest_line(text), width) << text;
    for (const int number : numbers) EXPECT_THAT(text, HasSubstr("  " + figure_text(1.5 * number)));
  }
}

TEST(ThreadsTable, OfWhatIsNotHereIsALine) {
  Measurement measurement;
  measurement.rows.push_back(on_threads(1, missing("time/vsyscall", unavailable, "no page")));
  EXPECT_THAT(threads_table(measurement, {80, false}), HasSubstr("not here: time/vsyscall [1]\n"));
}

Row with_latencies(Row row, double of_all_but_the_longest) {
  for (const double longest : {700, 900, 800})
    row.latencies.emplace_back(timing::Latency{.calls = 20'000,
                                               .p10 = 9,
                                               .p50 = 10,
                                               .p90 = 11,
                                               .p99 = 12,
                                               .p999 = 13,
                                               .p9999 = longest - 600,
                                               .max = of_all_but_the_longest * longest});
  return row;
}

TEST(LatencyTable, HasWhatACallCostsBesideWhatItTakesAlone) {
  Measurement measurement;
  measurement.latency = true;
  measurement.rows.push_back(with_latencies(measured("time/vdso", userspace, {1.5, 1.5, 1.5}), 1));
  measurement.rows.push_back(missing("time/vsyscall", unavailable, "no page"));
  EXPECT_THAT(latency_table(measurement, {120, false}),
              StartsWith(R"(ns, one by one  back to back   p50   p99  p99.9  p99.99    max
time/vdso               1.50  10.0  12.0   13.0   200.0  900.0

Back to back, a call overlaps with the next in the pipeline)"));
  EXPECT_THAT(latency_table(measurement, {120, false}),
              HasSubstr("\nnot here: time/vsyscall [1]\n[1] no page\n"));
}

TEST(LatencyTable, HasNoDigitsBelowTheCountersStep) {
  Measurement measurement;
  measurement.core_hz = 1e9;
  measurement.step = 10.4;
  measurement.latency = true;
  measurement.rows.push_back(with_latencies(measured("time/vdso", userspace, {1.5, 1.5, 1.5}), 1));
  EXPECT_THAT(
      latency_table(measurement, {120, false}),
      AllOf(HasSubstr("1.50  <10.4   12     13     200  900\n"), HasSubstr("steps of 10.4 ns")));
}

TEST(LatencyTable, HasEachColumnInOneUnitThatItsHeadNames) {
  Measurement measurement;
  measurement.latency = true;
  measurement.rows.push_back(with_latencies(measured("time/vdso", userspace, {1.5}), 1e3));
  measurement.rows.push_back(with_latencies(measured("getcpu/vdso", userspace, {1.5}), 1e5));
  const auto text = latency_table(measurement, {120, false});
  EXPECT_THAT(text, HasSubstr("p99.99  max, µs\n"));
  EXPECT_THAT(text, HasSubstr("200.0    900.0\n"));
  EXPECT_THAT(text, HasSubstr("200.0    90000\n"));
}

TEST(LatencyTable, FitsTheTerminalWithWholeFigures) {
  Measurement measurement;
  measurement.latency = true;
  for (const auto* call : {"clock_gettime:monotonic_coarse/syscall", "time/vdso"})
    measurement.rows.push_back(with_latencies(measured(call, syscall, {12345}), 100'000));
  for (const std::size_t width : {60, 80, 100, 120, 200}) {
    const auto text = latency_table(measurement, {width, false});
    EXPECT_LE(widest_line(text), width) << text;
    EXPECT_THAT(text, AllOf(HasSubstr("  90.0\n"), HasSubstr("  12.0")));
    EXPECT_EQ(plain_lines(latency_table(measurement, {width, true})), plain_lines(text));
  }
}

}  // namespace
}  // namespace vdsobench::bench
