#include "programs/events.hpp"

#include <gmock/gmock.h>
#include <time.h>

#include "host/folders.hpp"
#include "temp_dir.hpp"

namespace vdsobench::programs {
namespace {

using testing::HasSubstr;

Row falling(pid_t process, bool ended = false) {
  return {.process = process,
          .name = "server",
          .ended = ended,
          .asked = {VDSOBENCH_CLOCK_GETTIME, CLOCK_MONOTONIC},
          .origin = {.place = Place::vdso},
          .explanation = {{verdict::Grade::bad, "clocksource hpet has no vDSO mode", ""}, true},
          .circumstances = {},
          .library = {}};
}

TEST(Events, AreNoneOfProgramsThatFellBackFromTheBeginning) {
  TempDir dir;
  Events events(dir.root());
  EXPECT_TRUE(events.take({.rows = {falling(7)}}).empty());
  EXPECT_TRUE(events.take({.rows = {falling(7)}}).empty());
}

TEST(Events, TellWhoBeginsToFallBackOnce) {
  TempDir dir;
  Events events(dir.root());
  EXPECT_TRUE(events.take({}).empty());
  const auto told = events.take({.rows = {falling(7), falling(8, true)}});
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].kind, Event::Kind::falls_back);
  EXPECT_EQ(told[0].process, 7);
  EXPECT_EQ(told[0].text,
            "7 server begins to fall back to system calls in clock_gettime:monotonic: clocksource "
            "hpet has no vDSO mode");
  EXPECT_TRUE(events.take({.rows = {falling(7)}}).empty());
}

TEST(Events, AreNoneOfCallsThatTheVdsoDoesNotAnswer) {
  TempDir dir;
  Events events(dir.root());
  events.take({});
  auto inherent = falling(7), past = falling(8);
  inherent.explanation.avoidable = false;
  past.origin.place = Place::libc;
  EXPECT_TRUE(events.take({.rows = {inherent, past}}).empty());
}

TEST(Events, AreBoundedWhereAllBegin) {
  TempDir dir;
  Events events(dir.root());
  events.take({});
  Interval interval;
  for (pid_t process = 1; process <= 100; ++process) interval.rows.push_back(falling(process));
  const auto told = events.take(interval);
  ASSERT_EQ(told.size(), 11U);
  EXPECT_EQ(told.back().text, "and 90 more begin to fall back");
}

TEST(Events, TellOfTheClockFirst) {
  TempDir dir;
  dir.write(host::clock_folder + "current_clocksource", "tsc");
  Events events(dir.root());
  events.take({});
  dir.write(host::clock_folder + "current_clocksource", "hpet");
  EXPECT_TRUE(events.look());
  EXPECT_FALSE(events.look());
  const auto told = events.take({.rows = {falling(7)}});
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].kind, Event::Kind::clocksource);
  EXPECT_EQ(told[0].text, "the clocksource is hpet, and was tsc");
  EXPECT_EQ(to_string(told[0].kind), "clocksource");
}

}  // namespace
}  // namespace vdsobench::programs
