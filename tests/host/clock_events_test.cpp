#include "host/clock_events.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "host/folders.hpp"
#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

using testing::HasSubstr;

class Clock : public testing::Test {
 protected:
  Clock() { become("tsc"); }
  void become(std::string_view clocksource) {
    dir_.write(clock_folder + "current_clocksource", clocksource);
  }
  void log(std::string_view message) {
    std::ofstream(dir_.root().at("dev/kmsg"), std::ios::app)
        << "6,1,12345678,-;" << message << "\n";
  }
  TempDir dir_;
};

TEST_F(Clock, HasNoEventsWhileNothingHappens) {
  dir_.write("dev/kmsg", "6,1,2,-;clocksource: Switched to clocksource hpet\n");
  ClockEvents events(dir_.root());
  log("something else");
  EXPECT_TRUE(events.take().empty());
}

TEST_F(Clock, ChangesByItsNameWhereTheLogMayNotBeRead) {
  ClockEvents events(dir_.root());
  become("hpet");
  const auto taken = events.take();
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].kind, ClockEvent::Kind::clocksource);
  EXPECT_EQ(taken[0].text, "the clocksource is hpet, and was tsc");
  EXPECT_EQ(taken[0].kernels_line, "");
  EXPECT_TRUE(events.take().empty());
}

TEST_F(Clock, ChangesWithTheKernelsOwnLine) {
  dir_.write("dev/kmsg", "");
  ClockEvents events(dir_.root());
  log("clocksource: timekeeping watchdog on CPU1: Marking clocksource 'tsc' as unstable because");
  log("clocksource: Switched to clocksource hpet");
  become("hpet");
  const auto taken = events.take();
  ASSERT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken[0].kind, ClockEvent::Kind::tsc_distrusted);
  EXPECT_THAT(taken[0].text, HasSubstr("drifted"));
  EXPECT_EQ(taken[1].kernels_line, "[   12.345678] clocksource: Switched to clocksource hpet");
}

TEST_F(Clock, ThatChangesBackBetweenTwoLooksChangesTwice) {
  dir_.write("dev/kmsg", "");
  ClockEvents events(dir_.root());
  log("clocksource: Switched to clocksource acpi_pm");
  log("clocksource: Switched to clocksource tsc");
  EXPECT_EQ(events.take().size(), 2U);
}

TEST_F(Clock, IsNotChangedByWhatAProcessWroteToTheLog) {
  dir_.write("dev/kmsg", "");
  ClockEvents events(dir_.root());
  std::ofstream(dir_.root().at("dev/kmsg"), std::ios::app)
      << "14,1,2,-;clocksource: Switched to clocksource hpet\n";
  EXPECT_TRUE(events.take().empty());
}

TEST_F(Clock, ThatTheKernelDoesNotTellOfHasNoEvents) {
  EXPECT_TRUE(ClockEvents(TempDir().root()).take().empty());
}

}  // namespace
}  // namespace vdsobench::host
