#include "programs/followed.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <functional>
#include <set>
#include <utility>

#include "base/root.hpp"

namespace vdsobench::programs {
namespace {

using Command = std::vector<std::string>;

// tests/bench/zoo/asks.c
Command asks(std::string way, int calls, Command more = {}) {
  Command command = {ASKS, std::move(way), std::to_string(calls)};
  command.insert(command.end(), more.begin(), more.end());
  return command;
}

/// A program's end, and the calls that were counted.
struct Seen {
  int status = 0;
  std::vector<vdsobench_entry> calls = {};
  std::set<pid_t> processes = {};
};

class Counting : public Tally {
 public:
  Noticing noticing() const override { return Noticing::calls; }
  std::string_view way() const override { return "test"; }
  void meet(const Notice& notice) override {
    if (notice.kind == Notice::Kind::start) ++starts;
    if (notice.kind == Notice::Kind::call && on_meet) on_meet(notice.entry);
  }
  void count(const Notice& notice) override {
    seen.calls.push_back(notice.entry);
    seen.processes.insert(static_cast<pid_t>(notice.entry.process));
  }
  Interval take() override { return {}; }

  Seen seen = {};
  int starts = 0;
  std::function<void(const vdsobench_entry&)> on_meet = {};
};

// Nothing where this system has no such notices; what then is missed is not the program's fault.
Seen followed(const Command& command, std::function<void(const vdsobench_entry&)> meet = {}) {
  Counting counting;
  counting.on_meet = std::move(meet);
  auto started = Followed::start(command, Noticing::calls, counting);
  if (const auto* failure = std::get_if<NotStarted>(&started)) {
    EXPECT_FALSE(failure->is_programs) << failure->text;
    return {-1};
  }
  counting.seen.status = std::get<Followed>(started).wait();
  EXPECT_GE(counting.starts, 1);
  return counting.seen;
}

// Beside those of the C library's own, as for malloc.
auto calls_of(const Seen& seen, unsigned function) {
  return std::ranges::count(seen.calls, function, &vdsobench_entry::function);
}

bool cannot_be_noticed(const Seen& seen) { return seen.status == -1; }

TEST(Followed, HasEveryCallNoticed) {
  const auto seen = followed(asks("syscall", 1000));
  if (cannot_be_noticed(seen)) GTEST_SKIP() << "seccomp(2) gives no notice here";
  EXPECT_EQ(seen.status, 0);
  ASSERT_EQ(calls_of(seen, VDSOBENCH_CLOCK_GETTIME), 1000);
  EXPECT_EQ(seen.calls.back().clock, CLOCK_MONOTONIC);
  EXPECT_EQ(seen.processes.size(), 1);
}

TEST(Followed, HasThoseOfItsChildrenNoticedToo) {
  const auto seen = followed(asks("instruction", 50, {"forked"}));
  if (cannot_be_noticed(seen)) GTEST_SKIP() << "seccomp(2) gives no notice here";
  EXPECT_EQ(seen.status, 0);
  EXPECT_EQ(calls_of(seen, VDSOBENCH_GETTIMEOFDAY), 50);
}

TEST(Followed, StandsStillWhenACallIsMet) {
  std::string name;
  const auto meet = [&](const vdsobench_entry& entry) {
    name = Root{}.read("proc/" + std::to_string(entry.process) + "/comm").value_or("");
  };
  const auto seen = followed(asks("syscall", 1), meet);
  if (cannot_be_noticed(seen)) GTEST_SKIP() << "seccomp(2) gives no notice here";
  EXPECT_EQ(name, "asks");
}

TEST(Followed, PassesTheStatusOn) {
  auto seen = followed({"sh", "-c", "exit 7"});
  if (cannot_be_noticed(seen)) GTEST_SKIP() << "seccomp(2) gives no notice here";
  EXPECT_EQ(WEXITSTATUS(seen.status), 7);
  seen = followed({"sh", "-c", "kill -USR1 $$"});
  ASSERT_TRUE(WIFSIGNALED(seen.status));
  EXPECT_EQ(WTERMSIG(seen.status), SIGUSR1);
}

TEST(Followed, WaitsForWhatTheProgramLeavesBehind) {
  const std::string script = std::string("(sleep 0.2; ") + ASKS + " syscall 5) & exit 3";
  const auto seen = followed({"sh", "-c", script});
  if (cannot_be_noticed(seen)) GTEST_SKIP() << "seccomp(2) gives no notice here";
  EXPECT_EQ(WEXITSTATUS(seen.status), 3);
  EXPECT_EQ(calls_of(seen, VDSOBENCH_CLOCK_GETTIME), 5);
}

TEST(Followed, SaysWhyAProgramWasNotStarted) {
  for (const auto& [program, error] :
       {std::pair("/no/such/program", ENOENT), std::pair("/proc", EACCES)}) {
    Counting counting;
    const auto started = Followed::start({program}, Noticing::calls, counting);
    const auto* failure = std::get_if<NotStarted>(&started);
    ASSERT_NE(failure, nullptr) << program;
    if (!failure->is_programs) GTEST_SKIP() << failure->text;
    EXPECT_EQ(failure->error, error) << program;
  }
}

}  // namespace
}  // namespace vdsobench::programs
