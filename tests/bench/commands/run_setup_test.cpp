#include "bench/commands/run_setup.hpp"

#include <gmock/gmock.h>

#include <sched.h>

#include "bench/exit_status.hpp"
#include "bench/output/context.hpp"
#include "host/cpu_list.hpp"
#include "host/keys.hpp"
#include "timing/tick_source.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;

constexpr std::size_t calls = 10;

MeasurementPlan plan_for(void (*change)(RunOptions&)) {
  RunOptions options;
  change(options);
  return prepare(options, calls).plan;
}

double seconds_of_all(const MeasurementPlan& plan) { return plan.worker.seconds * plan.processes; }

class Prepare : public testing::Test {
 protected:
  void SetUp() override {
    if (!choose_cpu({}).fixed) GTEST_SKIP() << "this process may not choose its CPU";
  }
};

TEST_F(Prepare, SparesTimeWhereTheUserIsInAHurry) {
  const auto usual = plan_for([](RunOptions&) {});
  const auto quick = plan_for([](RunOptions& run) { run.quick = true; });
  EXPECT_LT(quick.processes, usual.processes);
  EXPECT_LT(seconds_of_all(quick), seconds_of_all(usual) / 2);
}

TEST_F(Prepare, TakesTheTimeThatIsAskedForEachCall) {
  const auto plan = plan_for([](RunOptions& run) {
    run.min_time = 2;
    run.processes = 4;
  });
  EXPECT_EQ(plan.processes, 4);
  EXPECT_DOUBLE_EQ(seconds_of_all(plan), 2.0 * calls);
}

TEST_F(Prepare, MakesAShareOfAPrecisionInPerCent) {
  EXPECT_EQ(plan_for([](RunOptions&) {}).precision, std::nullopt);
  EXPECT_DOUBLE_EQ(*plan_for([](RunOptions& run) { run.precision = 0.5; }).precision, 0.005);
}

TEST_F(Prepare, GivesEveryThreadACpuOfItsOwn) {
  const auto one = plan_for([](RunOptions& run) { run.threads = {1}; });
  EXPECT_THAT(one.worker.cpus, testing::ElementsAre(*one.worker.cpu));
  try {
    plan_for([](RunOptions& run) { run.threads = {1, 100'000}; });
    FAIL() << "no machine has so many CPUs";
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("--threads 100000: every thread needs a CPU of its own"));
  }
}

TEST_F(Prepare, ToldOneCpuStaysThereAndSaysSo) {
  const int cpu = choose_cpu({}).cpu;
  RunOptions options;
  options.cpu = cpu;
  const auto setup = prepare(options, calls);
  EXPECT_EQ(sched_getcpu(), cpu);
  EXPECT_EQ(setup.place.why, "as asked");
  EXPECT_EQ(setup.plan.worker.cpu, cpu);
  EXPECT_NE(value_of(setup.context, host::keys::kernel_release), "");
}

TEST_F(Prepare, RefusesACpuThatThereIsNot) {
  EXPECT_THROW(plan_for([](RunOptions& run) { run.cpu = host::cpu_limit - 1; }), UsageError);
}

TEST_F(Prepare, MeasuresExactlyInOneProcess) {
  if (timing::tick_source() != timing::TickSource::counter) GTEST_SKIP() << "no tick counter";
  const auto plan = plan_for([](RunOptions& run) { run.exact = true; });
  EXPECT_TRUE(plan.worker.exact);
  EXPECT_EQ(plan.processes, 1);
}

}  // namespace
}  // namespace vdsobench::bench
