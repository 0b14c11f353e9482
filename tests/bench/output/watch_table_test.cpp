#include "bench/output/watch_table.hpp"

#include <gmock/gmock.h>

#include "bench/sample_watch.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;
using testing::Not;

std::vector<WatchRow> rows() {
  return watch_rows(sample_interval(), sample_costs, WatchOrder::cost);
}

TEST(WatchTable, HasARowForEachAndEachReasonOnce) {
  EXPECT_EQ(watch_table(rows(), {100, false}, 10),
            "process    cost  calls/s  function                      from           why\n"
            "2 busy    2.0 %     100k  clock_gettime:thread_cputime  libc: syscall  [1]\n"
            "3 old     1.6 %     2000  time                          vsyscall page  [2]\n"
            "1 server  0.1 %      10k  gettimeofday                  libc: syscall  [2]\n"
            "\n"
            "[1] why: no vDSO answers it\n"
            "[2] why: it asks past the vDSO\n"
            "    do:  ask\n"
            "         sudo more\n");
}

TEST(WatchTable, LeavesOutWhatHasNoRoom) {
  const auto text = watch_table(rows(), {65, false}, 10);
  EXPECT_THAT(text, Not(HasSubstr("from")));
  EXPECT_THAT(watch_table(rows(), {100, false}, 1), HasSubstr("and 2 rows that cost less\n"));
}

TEST(WatchTable, SaysWhereThereIsNothing) {
  EXPECT_THAT(watch_table({}, {80, false}, 10), HasSubstr("nothing entered the kernel"));
}

TEST(WatchTable, AddsUp) {
  EXPECT_EQ(watch_summary(rows()),
            "112k calls/s entered the kernel: 3.7 % of one CPU, 1.7 % of it avoidable");
}

TEST(WatchTable, LinesAreWholeByThemselves) {
  EXPECT_EQ(watch_line(rows().back(), 2),
            "2.0 s  1 server  gettimeofday  10k calls/s  0.1 %  from libc: syscall  avoidable: it "
            "asks past the vDSO  do: ask;sudo more\n");
}

TEST(WatchTable, SaysWhatTheWayOfCountingCosts) {
  EXPECT_EQ(way_note(programs::Way::fentry), "");
  EXPECT_THAT(way_note(programs::Way::tracepoint), HasSubstr("every system call"));
}

}  // namespace
}  // namespace vdsobench::bench
