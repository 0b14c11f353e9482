#include "host/cpus.hpp"

#include <gtest/gtest.h>
#include <sched.h>

#include "host/folders.hpp"
#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

std::string as_list(const CpuSet& cpus) {
  std::string list;
  for (const int cpu : cpus) list += (list.empty() ? "" : ",") + std::to_string(cpu);
  return list;
}

TEST(ChooseCpu, TakesTheLeastBusyAndSaysSo) {
  const auto choice = choose_cpu(TempDir().root(), {0, 1, 2}, {{0, 0.5}, {1, 0.0}, {2, 0.25}});
  EXPECT_EQ(choice.cpu, 1);
  EXPECT_EQ(choice.why, "the least busy of 3 (0 % in a short sample)");
}

TEST(ChooseCpu, TakesTheLastOfEquals) {
  EXPECT_EQ(choose_cpu(TempDir().root(), {0, 1, 3}, {{0, 0.0}, {1, 0.0}, {3, 0.0}}).cpu, 3);
}

TEST(ChooseCpu, KeepsToTheCpusAllowed) {
  TempDir dir;
  dir.write(cpu_folder + "isolated", "2-3");
  EXPECT_EQ(choose_cpu(dir.root(), {0, 1}, {{0, 0.1}, {1, 0.9}, {2, 0.0}, {3, 0.0}}).cpu, 0);
  EXPECT_EQ(choose_cpu(dir.root(), {1}, {{1, 0.9}}).why, "the only CPU allowed");
}

TEST(ChooseCpu, PrefersAnIsolatedOneAndTheQuietestOfThem) {
  TempDir dir;
  dir.write(cpu_folder + "isolated", "1-2");
  const auto choice = choose_cpu(dir.root(), {0, 1, 2, 3}, {{0, 0}, {1, 0.2}, {2, 0.4}, {3, 0}});
  EXPECT_EQ(choice.cpu, 1);
  EXPECT_EQ(choice.why, "isolated from other processes");
}

TEST(ChooseCpu, PrefersIsolationWithTheTickToIsolationWithoutIt) {
  TempDir dir;
  dir.write(cpu_folder + "isolated", "1-3").write(cpu_folder + "nohz_full", "2-3");
  EXPECT_EQ(choose_cpu(dir.root(), {0, 1, 2, 3}, {}).cpu, 1);
}

TEST(ChooseCpu, TakesOneWithoutTheTickAndWarns) {
  TempDir dir;
  dir.write(cpu_folder + "nohz_full", "1");
  const auto choice = choose_cpu(dir.root(), {0, 1, 2}, {});
  EXPECT_EQ(choice.cpu, 1);
  EXPECT_NE(choice.why.find("nohz_full"), std::string::npos);
  EXPECT_NE(choice.why.find("slower"), std::string::npos);
}

TEST(ChooseCpu, AvoidsABusySibling) {
  TempDir dir;
  for (const auto& [cpu, siblings] : {std::pair(0, "0,2"), {1, "1,3"}, {2, "0,2"}, {3, "1,3"}}) {
    dir.write(cpu_folder + "cpu" + std::to_string(cpu) + "/topology/thread_siblings_list",
              siblings);
  }
  EXPECT_EQ(choose_cpu(dir.root(), {0, 1, 2, 3}, {{0, 0}, {1, 0.9}, {2, 0}, {3, 0}}).cpu, 2);
}

TEST(ChooseCpu, AvoidsSmallCoresByTheirCapacity) {
  TempDir dir;
  dir.write(cpu_folder + "cpu0/cpu_capacity", "1024")
      .write(cpu_folder + "cpu1/cpu_capacity", "446");
  EXPECT_EQ(choose_cpu(dir.root(), {0, 1}, {{0, 0.2}, {1, 0.0}}).cpu, 0);
}

TEST(ChooseCpu, AvoidsIntelsEfficiencyCoresUnlessThereAreOnlyThose) {
  TempDir dir;
  dir.write("sys/devices/cpu_atom/cpus", "4-7");
  EXPECT_EQ(choose_cpu(dir.root(), {0, 4, 5}, {}).cpu, 0);
  EXPECT_EQ(choose_cpu(dir.root(), {4, 5}, {}).cpu, 5);
}

TEST(ChooseCpu, SaysWhenItKnowsNoLoad) {
  EXPECT_EQ(choose_cpu(TempDir().root(), {0, 1}, {}).why,
            "one of 2 allowed, whose load is unknown");
}

TEST(SmtSiblings, AreTheOthersOnTheCore) {
  TempDir dir;
  dir.write(cpu_folder + "cpu1/topology/thread_siblings_list", "1,5\n");
  EXPECT_EQ(smt_siblings(dir.root(), 1), CpuSet{5});
  EXPECT_TRUE(smt_siblings(dir.root(), 0).empty());
}

TEST(ReachableCpus, AreThoseOfTheAffinityWhereNothingIsIsolated) {
  const CpuSet reachable = reachable_cpus(TempDir().root());
  EXPECT_FALSE(reachable.empty());
  EXPECT_EQ(reachable, reachable_cpus(TempDir().root()));
}

TEST(ReachableCpus, AddIsolatedOnesOnlyIfTheKernelLetsUsRunThere) {
  const CpuSet affinity = reachable_cpus(TempDir().root());
  const int beyond = 60000;  // no machine has it
  TempDir dir;
  dir.write(cpu_folder + "online", as_list(affinity) + "," + as_list({beyond}))
      .write(cpu_folder + "isolated", std::to_string(beyond));
  EXPECT_EQ(reachable_cpus(dir.root()), affinity);
}

// While it lives, this process may not run on the last of its CPUs.
class WithoutLastCpu {
 public:
  explicit WithoutLastCpu(int last) {
    cpu_set_t others;
    EXPECT_EQ(sched_getaffinity(0, sizeof before_, &before_), 0);
    others = before_;
    CPU_CLR(static_cast<std::size_t>(last), &others);
    EXPECT_EQ(sched_setaffinity(0, sizeof others, &others), 0);
  }
  ~WithoutLastCpu() { sched_setaffinity(0, sizeof before_, &before_); }
  WithoutLastCpu(const WithoutLastCpu&) = delete;
  WithoutLastCpu& operator=(const WithoutLastCpu&) = delete;

 private:
  cpu_set_t before_{};
};

// As after booting with isolcpus=: every process starts with an affinity for the other CPUs only.
TEST(ReachableCpus, AddIsolatedOnesThatIsolationAloneKeptAway) {
  const CpuSet all = reachable_cpus(TempDir().root());
  if (all.size() < 2) GTEST_SKIP() << "this process may use one CPU only";
  const CpuSet last{*all.rbegin()};
  const WithoutLastCpu pinned(*last.begin());
  TempDir dir;
  dir.write(cpu_folder + "online", as_list(all)).write(cpu_folder + "isolated", as_list(last));
  EXPECT_EQ(reachable_cpus(dir.root()), all);
}

// The machine has a further CPU here that isolation does not keep away: someone else did, on
// purpose.
TEST(ReachableCpus, HoldToAnAffinityThatIsolationDoesNotExplain) {
  const CpuSet all = reachable_cpus(TempDir().root());
  if (all.size() < 2) GTEST_SKIP() << "this process may use one CPU only";
  const CpuSet last{*all.rbegin()};
  const WithoutLastCpu pinned(*last.begin());
  TempDir dir;
  dir.write(cpu_folder + "online", as_list(all) + "," + as_list({*last.begin() + 1}))
      .write(cpu_folder + "isolated", as_list(last));
  EXPECT_EQ(reachable_cpus(dir.root()), difference(all, last));
}

TEST(SpreadOverCores, TakesEveryCoreOnceBeforeTheirSiblings) {
  TempDir dir;
  const auto pair = [&](int one, int other) {
    const auto list = as_list({one, other});
    for (const int cpu : {one, other})
      dir.write(cpu_folder + "cpu" + std::to_string(cpu) + "/topology/thread_siblings_list", list);
  };
  pair(0, 1);
  pair(2, 3);
  EXPECT_EQ(spread_over_cores(dir.root(), {0, 1, 2, 3}, 3), (std::vector{3, 0, 1, 2}));
  EXPECT_EQ(spread_over_cores(dir.root(), {0, 1, 2, 3}, 0), (std::vector{0, 2, 1, 3}));
}

TEST(SpreadOverCores, TakesAllWhereNoneShareACore) {
  EXPECT_EQ(spread_over_cores(TempDir().root(), {0, 1, 4}, 1), (std::vector{1, 0, 4}));
  EXPECT_EQ(spread_over_cores(TempDir().root(), {2}, 2), (std::vector{2}));
}

}  // namespace
}  // namespace vdsobench::host
