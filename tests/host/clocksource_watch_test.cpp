#include "host/clocksource_watch.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

using Names = std::vector<std::string>;

constexpr auto current = "sys/devices/system/clocksource/clocksource0/current_clocksource";

class Watched : public testing::Test {
 protected:
  void become(std::string_view clocksource) { dir_.write(current, clocksource); }
  void log(std::string_view message) {
    std::ofstream(dir_.root().at("dev/kmsg"), std::ios::app) << "6,1,2,-;" << message << "\n";
  }
  TempDir dir_;
};

TEST_F(Watched, IsOneWhereItStaysTheSame) {
  become("tsc\n");
  ClocksourceWatch watch(dir_.root());
  watch.look();
  EXPECT_EQ(watch.seen(), (Names{"tsc"}));
}

TEST_F(Watched, IsNoneWhereTheKernelDoesNotTell) {
  EXPECT_EQ(ClocksourceWatch(dir_.root()).seen(), Names{});
}

TEST_F(Watched, IsSeenByLooking) {
  become("tsc");
  ClocksourceWatch watch(dir_.root());
  become("hpet");
  watch.look();
  become("tsc");
  watch.look();
  EXPECT_EQ(watch.seen(), (Names{"tsc", "hpet", "tsc"}));
}

TEST_F(Watched, IsSeenInTheLogWhereNobodyLooked) {
  dir_.write("dev/kmsg", "6,1,2,-;clocksource: Switched to clocksource acpi_pm\n");
  become("tsc");
  ClocksourceWatch watch(dir_.root());
  log("clocksource: Switched to clocksource hpet");
  log("something else");
  log("clocksource: Switched to clocksource tsc");
  EXPECT_EQ(watch.seen(), (Names{"tsc", "hpet", "tsc"}));
}

TEST_F(Watched, IsTheLogsWhereSomeWasSeenToo) {
  dir_.write("dev/kmsg", "");
  become("tsc");
  ClocksourceWatch watch(dir_.root());
  log("clocksource: Switched to clocksource hpet");
  become("hpet");
  watch.look();
  log("clocksource: Switched to clocksource acpi_pm");
  log("clocksource: Switched to clocksource tsc");
  become("tsc");
  EXPECT_EQ(watch.seen(), (Names{"tsc", "hpet", "acpi_pm", "tsc"}));
}

// Who else may write there is no evidence: facility 1.
TEST_F(Watched, IsNotWhatAProcessWroteToTheLog) {
  dir_.write("dev/kmsg", "");
  become("tsc");
  ClocksourceWatch watch(dir_.root());
  std::ofstream(dir_.root().at("dev/kmsg"), std::ios::app)
      << "14,1,2,-;clocksource: Switched to clocksource hpet\n";
  EXPECT_EQ(watch.seen(), (Names{"tsc"}));
}

}  // namespace
}  // namespace vdsobench::host
