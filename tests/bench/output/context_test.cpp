#include "bench/output/context.hpp"

#include <gtest/gtest.h>

#include "bench/sample_measurement.hpp"
#include "host/keys.hpp"

namespace vdsobench::bench {
namespace {

namespace keys = host::keys;

bool has_key(const host::Context& context, std::string_view key) {
  for (const auto& [name, value] : context)
    if (name == key) return true;
  return false;
}

TEST(ValueOf, IsEmptyWhereTheKeyIsMissing) {
  const host::Context context = {{"a", "1"}, {"b", ""}};
  EXPECT_EQ(value_of(context, "a"), "1");
  EXPECT_EQ(value_of(context, "b"), "");
  EXPECT_EQ(value_of(context, "c"), "");
}

TEST(MachineContext, HasWhatTheProcessWasGiven) {
  const calls::ProcessFacts bare = {{}, Reason{"no vDSO"}};
  const auto context = machine_context(bare, 0);
  EXPECT_EQ(value_of(context, keys::vsyscall_mode), "none");
  EXPECT_TRUE(has_key(context, keys::vdso_build_id));
  EXPECT_EQ(value_of(context, keys::vdso_build_id), "");
  EXPECT_EQ(value_of(context, keys::vdso_symbols), "");
  EXPECT_NE(value_of(context, keys::schema), "");
  EXPECT_NE(value_of(context, keys::kernel_release), "");
}

TEST(MachineContext, ReadsTheModeOfTheVsyscallPageInItsPermissions) {
  const calls::ProcessFacts mapped = {{{0, 0, "--xp", "[vsyscall]", ""}}, Reason{"no vDSO"}};
  EXPECT_EQ(value_of(machine_context(mapped, 0), keys::vsyscall_mode), "xonly");
}

TEST(MachineContext, NamesEachVdsoFunctionOnce) {
  const auto facts = calls::own_process_facts();
  if (!facts.vdso) GTEST_SKIP() << facts.vdso.reason().text;
  const std::string symbols(value_of(machine_context(facts, 0), keys::vdso_symbols));
  const auto first = symbols.find("clock_gettime");
  if (first == std::string::npos) GTEST_SKIP() << "this vDSO has no clock_gettime";
  EXPECT_EQ(symbols.find("__vdso"), std::string::npos);
  EXPECT_EQ(symbols.find("clock_gettime ", first + 1), std::string::npos);
}

TEST(AddConfirmation, GivesAReasonOnlyWhereThereIsOne) {
  host::Context best;
  add_confirmation(best, {"ebpf", ""});
  EXPECT_EQ(value_of(best, keys::confirm), "ebpf");
  EXPECT_FALSE(has_key(best, keys::confirm_reason));
  host::Context poor;
  add_confirmation(poor, {"off", "no privilege"});
  EXPECT_EQ(value_of(poor, keys::confirm_reason), "no privilege");
}

TEST(AddRun, CountsProcessesAndNamesCpus) {
  Measurement measurement;
  measurement.counter_hz = 2.4e9;
  measurement.core_hz = 3e9;
  measurement.rows = {missing("time/vsyscall", verdict::Outcome::unavailable, "no page"),
                      measured("time/vdso", verdict::Outcome::userspace, {1, 2, 3})};
  MeasurementPlan plan = {};
  plan.worker.cpu = 5;
  plan.worker.cpus = {5, 7};
  host::Context context;
  add_run(context, measurement, plan);
  EXPECT_EQ(value_of(context, keys::processes), "3");
  EXPECT_EQ(value_of(context, keys::mode), "timed");
  EXPECT_EQ(value_of(context, keys::counter_hz), "2400000000");
  EXPECT_EQ(value_of(context, keys::core_hz), "3000000000");
  EXPECT_EQ(value_of(context, keys::pinned_cpu), "5");
  EXPECT_EQ(value_of(context, keys::thread_cpus), "5 7");
}

TEST(AddRun, LeavesOutWhatARunDoesNotHave) {
  Measurement exact;
  exact.exact = true;
  host::Context context;
  add_run(context, exact, {});
  EXPECT_EQ(value_of(context, keys::mode), "exact");
  for (const auto key : {keys::core_hz, keys::pinned_cpu, keys::thread_cpus})
    EXPECT_FALSE(has_key(context, key)) << key;
}

TEST(AddWarnings, PutsEachInALine) {
  host::Context context;
  add_warnings(context, {});
  EXPECT_TRUE(context.empty());
  add_warnings(context, {"one", "two"});
  EXPECT_EQ(value_of(context, keys::warnings), "one\ntwo");
}

}  // namespace
}  // namespace vdsobench::bench
