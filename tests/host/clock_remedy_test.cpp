#include "host/clock_remedy.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace vdsobench::host {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Matcher;
using testing::Not;
using testing::StartsWith;

ClockFacts on(std::string current, std::vector<std::string> available) {
  return {.clocksource = {std::move(current), std::move(available)}, .invariant_tsc = true};
}

ClockFacts distrusting(TscFault fault, std::string hypervisor = "none",
                       std::string parameter = "") {
  auto facts = on("hpet", {"hpet", "acpi_pm"});
  facts.tsc_distrust = {fault, "because", std::move(parameter)};
  facts.hypervisor = std::move(hypervisor);
  return facts;
}

ClockFacts in_guest(std::string current, std::vector<std::string> available) {
  auto facts = on(std::move(current), std::move(available));
  facts.hypervisor = "kvm";
  return facts;
}

const auto take_tsc = StartsWith("echo tsc | sudo tee /sys/");
const auto no_command = Not(HasSubstr("| sudo tee"));

TEST(ClockRemedy, TakesABetterOneThatIsAvailableNowAndForGood) {
  EXPECT_THAT(
      clock_remedy(on("hpet", {"tsc", "hpet"})),
      AllOf(take_tsc, HasSubstr("for good: boot with clocksource=tsc, or find what writes")));
}

TEST(ClockRemedy, TakesAwayTheParameterThatChoseAWorseOne) {
  auto facts = on("hpet", {"tsc", "hpet"});
  facts.tsc_distrust = {TscFault::parameter, "by hand", "clocksource=hpet"};
  EXPECT_THAT(clock_remedy(facts), AllOf(take_tsc, HasSubstr("take clocksource=hpet off")));
}

// A page whose host does not call it stable: the vDSO was seen to fall back.
TEST(ClockRemedy, NeverGoesBackToTheSourceThatWasSeenToFail) {
  for (const std::string source : {"xen", "kvm-clock"}) {
    EXPECT_THAT(clock_remedy(in_guest(source, {source, "tsc", "hpet"})),
                AllOf(take_tsc, Not(HasSubstr("echo " + source))));
    EXPECT_THAT(clock_remedy(in_guest(source, {source, "acpi_pm"})),
                AllOf(no_command, HasSubstr("on the host"), HasSubstr("try another kernel")));
  }
}

TEST(ClockRemedy, HasACaveatWhereTheTscIsNotCalledInvariant) {
  auto facts = in_guest("kvm-clock", {"kvm-clock", "tsc"});
  EXPECT_THAT(clock_remedy(facts), Not(HasSubstr("invariant")));
  facts.invariant_tsc = false;
  EXPECT_THAT(clock_remedy(facts), StartsWith("first make sure that the hypervisor"));
}

// A backport once broke the vDSO on Hyper-V: the source works, the kernel is at fault.
TEST(ClockRemedy, SuspectsTheKernelWhereTheSourceShouldWork) {
  for (const std::string source : {"hyperv_clocksource_tsc_page", "tsc", "arch_sys_counter"})
    EXPECT_THAT(clock_remedy(on(source, {source, "hpet"})),
                AllOf(no_command, HasSubstr("try another kernel"), HasSubstr("check")));
}

TEST(ClockRemedy, FollowsFromTheFault) {
  struct Case {
    ClockFacts facts;
    Matcher<std::string> remedy;
  };
  for (const auto& [facts, remedy] :
       std::vector<Case>{{distrusting(TscFault::parameter, "none", "tsc=unstable"),
                          AllOf(HasSubstr("take tsc=unstable off"), HasSubstr("reboot"))},
                         {distrusting(TscFault::watchdog),
                          AllOf(HasSubstr("firmware"), HasSubstr("tsc=nowatchdog only where"))},
                         {distrusting(TscFault::watchdog, "kvm"),
                          AllOf(HasSubstr("host"), Not(HasSubstr("firmware")))},
                         {distrusting(TscFault::warp),
                          AllOf(HasSubstr("firmware"), HasSubstr("tsc=nowatchdog does not help"))},
                         {distrusting(TscFault::warp, "vmware"), HasSubstr("each virtual CPU")},
                         {distrusting(TscFault::not_invariant), HasSubstr("none on this CPU")},
                         {distrusting(TscFault::not_invariant, "kvm"), HasSubstr("invtsc")},
                         {distrusting(TscFault::unknown), HasSubstr("sudo dmesg | grep -i")}}) {
    EXPECT_THAT(clock_remedy(facts), remedy);
    const bool of_parameter = facts.tsc_distrust->fault == TscFault::parameter;
    EXPECT_EQ(clock_remedy(facts).find("command line") != std::string::npos, of_parameter);
  }
}

TEST(ClockRemedy, OwnsThatThereIsNone) {
  EXPECT_THAT(clock_remedy(on("jiffies", {"jiffies"})), HasSubstr("another kind of machine"));
}

}  // namespace
}  // namespace vdsobench::host
