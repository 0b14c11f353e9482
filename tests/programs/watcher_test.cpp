#include "programs/watcher.hpp"

#include <gmock/gmock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

#include "base/process.hpp"

namespace vdsobench::programs {
namespace {

class Watchers : public testing::Test {
 protected:
  void watch(const Filter& filter, const std::string& name = {}) {
    auto hooks = Hooks::attach(filter);
    if (!hooks) GTEST_SKIP() << "eBPF is not allowed here: " << hooks.reason().text;
    const Here here = {calls::own_process_facts(), {.clock = {}, .libc = "glibc 2.36"}};
    watcher_.emplace(std::move(hooks).value(), here, name);
  }

  void TearDown() override { prctl(PR_SET_NAME, "programs_test"); }

  // Those of a clock that nothing else asks for.
  std::vector<Row> rows() {
    watcher_->look();
    auto rows = watcher_->take().rows;
    std::erase_if(rows, [](const Row& row) { return row.asked.clock != CLOCK_TAI; });
    return rows;
  }

  std::optional<Watcher> watcher_;
};

void ask(int times) {
  timespec answer;
  for (int i = 0; i < times; ++i) syscall(SYS_clock_gettime, CLOCK_TAI, &answer);
}

TEST_F(Watchers, HaveARowForAProcessAndAFunction) {
  ASSERT_NO_FATAL_FAILURE(watch({.process = getpid()}));
  if (!watcher_) return;
  ask(5);
  const auto seen = rows();
  ASSERT_EQ(seen.size(), 1);
  EXPECT_EQ(seen[0].process, getpid());
  EXPECT_EQ(seen[0].name, "programs_test");
  EXPECT_EQ(seen[0].calls, 5);
  EXPECT_EQ(brief(seen[0].origin), "libc: syscall");
  EXPECT_FALSE(seen[0].ended);
}

TEST_F(Watchers, CountFromTheLastTimeOn) {
  watch({.process = getpid()});
  if (!watcher_) return;
  ask(5);
  rows();
  EXPECT_THAT(rows(), testing::IsEmpty());
  ask(2);
  EXPECT_EQ(rows().at(0).calls, 2);
}

// A clock that changes makes reasons others for those that were seen before.
TEST_F(Watchers, ExplainByWhatTheyWereToldLast) {
  watch({.process = getpid()});
  if (!watcher_) return;
  ask(1);
  const auto before = rows().at(0);
  Here here = {calls::own_process_facts(), {.clock = {}, .libc = "glibc 2.36"}};
  here.process_facts.vdso = Reason{"the vDSO is gone"};
  watcher_->explain_by(here);
  ask(2);
  const auto after = rows().at(0);
  EXPECT_EQ(after.calls, 2);
  EXPECT_NE(after.explanation.cause.reason, before.explanation.cause.reason);
}

// None of their calls is lost, whenever they ended: before they were looked at, or after.
TEST_F(Watchers, PutEndedProcessesTogether) {
  constexpr std::size_t processes = 40;
  const auto name = "watched-" + std::to_string(getpid());  // other tests run beside this one
  prctl(PR_SET_NAME, name.c_str());
  watch({}, name);
  if (!watcher_) return;
  std::uint64_t calls = 0;
  std::size_t ended = 0;
  for (std::size_t i = 0; i < processes; ++i) {
    const auto child = fork_child();
    if (child.process == 0) {
      ask(3);
      _exit(0);
    }
    wait_for(child.process);
    if (i % 10 == 0) watcher_->look();
  }
  for (const auto& row : rows()) {
    calls += row.calls;
    if (row.ended) ended += row.processes;
  }
  EXPECT_EQ(calls, processes * 3);
  EXPECT_EQ(ended, processes);
}

TEST_F(Watchers, LeaveOutOtherNames) {
  watch({.process = getpid()}, "another");
  if (!watcher_) return;
  ask(5);
  EXPECT_THAT(rows(), testing::IsEmpty());
}

}  // namespace
}  // namespace vdsobench::programs
