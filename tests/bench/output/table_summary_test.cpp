#include "bench/output/table_summary.hpp"

#include <gmock/gmock.h>

#include "bench/displays.hpp"
#include "bench/sample_measurement.hpp"
#include "bench/table_samples.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;
using enum verdict::Outcome;

std::string line_of(std::vector<Row> rows, const Display& display = wide) {
  Measurement measurement;
  measurement.rows = std::move(rows);
  return summary_line(measurement, verdicts_of(measurement), display);
}

TEST(SummaryLine, SaysWhatIsFastWhatIsSlowAndWhatNeedNotBe) {
  const auto [measurement, verdicts] = guest_sample();
  EXPECT_EQ(summary_line(measurement, verdicts, wide),
            "libc: 4 in user space (0.862 to 25.6 ns), 3 in the kernel (1031 to 12415 ns), "
            "avoidable: getrandom:32");
}

TEST(SummaryLine, SaysThatNothingIsAvoidableOnlyOfWhatWasCounted) {
  const auto ppid = measured("getppid/libc", syscall, {100});
  EXPECT_EQ(line_of({ppid}), "libc: 1 in the kernel (100.0 ns), avoidable: none");
  EXPECT_EQ(line_of({measured("time/libc", userspace, {2})}), "libc: 1 in user space (2.00 ns)");
  const auto unknown = verdict::Verdict{cell("time/libc").function, verdict::Grade::unknown,
                                        unconfirmed, "not counted", ""};
  Measurement measurement;
  measurement.rows = {measured("time/libc", unconfirmed, {2})};
  EXPECT_EQ(summary_line(measurement, std::vector{unknown}, wide), "libc: 1 not counted (2.00 ns)");
}

TEST(SummaryLine, NamesTheWorstFirstAndCountsTheRest) {
  const auto bad = line_of({measured("getrandom:32/libc", syscall, {400}),
                            measured("gettimeofday/libc", fallback, {1000}),
                            measured("clock_gettime:monotonic/libc", fallback, {1000}),
                            measured("clock_gettime:tai/libc", fallback, {1000})});
  EXPECT_THAT(bad, HasSubstr("avoidable: gettimeofday, clock_gettime:monotonic, "
                             "clock_gettime:tai and 1 more"));
}

TEST(SummaryLine, IsRedOnlyWhereThisMachineCouldDoBetter) {
  EXPECT_THAT(line_of({measured("gettimeofday/libc", fallback, {1000})}, {200, true}),
              HasSubstr(toned("avoidable: gettimeofday", Tone::bad, {200, true})));
  EXPECT_THAT(line_of({measured("getrandom:32/libc", syscall, {1000})}, {200, true}),
              HasSubstr(toned("avoidable: getrandom:32", Tone::poor, {200, true})));
}

TEST(SummaryLine, IsNoneWithoutTheLibrary) {
  EXPECT_EQ(line_of({measured("time/vdso", userspace, {2})}), "");
}

}  // namespace
}  // namespace vdsobench::bench
