#include "programs/row.hpp"

#include <gtest/gtest.h>
#include <time.h>

namespace vdsobench::programs {
namespace {

Row row_of_process(pid_t process, Place place = Place::libc) {
  return {.process = process,
          .name = "server",
          .asked = {VDSOBENCH_CLOCK_GETTIME, CLOCK_MONOTONIC},
          .origin = {.place = place},
          .explanation = {},
          .circumstances = {},
          .library = {}};
}

TEST(RowFor, HasWhatIsKnownOfTheSubject) {
  Entry entry = {};
  entry.function = VDSOBENCH_GETTIMEOFDAY;
  Subject subject = {};
  subject.process = 7;
  subject.name = "server";
  subject.library = "musl";
  subject.filters = 1;
  const Here here = {calls::own_process_facts(), {.clock = {}, .libc = "glibc 2.36"}};
  const auto row = row_for(entry, subject, {.place = Place::vsyscall}, here);
  EXPECT_EQ(row.process, 7);
  EXPECT_EQ(row.library, "musl");
  EXPECT_EQ(row.asked.function, unsigned{VDSOBENCH_GETTIMEOFDAY});
  EXPECT_EQ(row.circumstances.front(), "filtered by seccomp");
  EXPECT_TRUE(row.explanation.avoidable);
  EXPECT_EQ(row.calls, 0);
}

TEST(Rows, AddUpCallsFromOnePlace) {
  Rows rows;
  rows.add(row_of_process(7), 2, false);
  rows.add(row_of_process(7), 3, false);
  rows.add(row_of_process(7, Place::vdso), 4, false);
  const auto taken = rows.take();
  ASSERT_EQ(taken.size(), 2);
  EXPECT_EQ(taken[0].calls + taken[1].calls, 9);
  EXPECT_TRUE(rows.take().empty());
}

TEST(Rows, PutEndedProcessesOfANameTogetherAndLiveOnesApart) {
  Rows rows;
  for (const pid_t process : {7, 8, 9, 9}) rows.add(row_of_process(process), 1, process > 7);
  const auto taken = rows.take();
  ASSERT_EQ(taken.size(), 2);
  const auto& ended = taken[0].ended ? taken[0] : taken[1];
  EXPECT_EQ(ended.processes, 2);
  EXPECT_EQ(ended.calls, 3);
}

}  // namespace
}  // namespace vdsobench::programs
